import { beforeAll, describe, expect, test } from "vitest";
import { listProcedures } from "@/scripts/authz-matrix";
import { idPlacesOf, nameOf } from "@/server/testing/foreign-ids";
import { fieldsOf, isIdField } from "@/server/testing/input-schemas";
import { populateWorld, tenantTables, type PopulatedWorld } from "@/server/testing/populated-world";
import { asAdmin } from "@/server/testing/queries";
import { FURTHER_INPUTS, SAMPLE_INPUTS } from "@/server/testing/sample-inputs";

const ofMembers = listProcedures()
  .filter((p) => p.permission !== "public" && p.permission !== "account")
  .map((p) => p.path);

/** Short names that are made up by whoever creates the thing, and so lead to nothing yet. */
const NEW_WORDS = [
  "launches.create slug",
  "launches.create components[].slug",
  "launches.createComponent slug",
];

let world: PopulatedWorld;
beforeAll(async () => {
  world = await populateWorld();
});

describe("what the sweeps send", () => {
  test("every procedure that asks for membership has a sample input, and no sample is of a procedure that is gone", () => {
    expect(Object.keys(SAMPLE_INPUTS).sort()).toEqual([...ofMembers].sort());
    expect(ofMembers).toEqual(expect.arrayContaining(Object.keys(FURTHER_INPUTS)));
  });

  test("every field of an input that is named like an id is filled with one of the organization's own", () => {
    const missing: string[] = [];
    let fields = 0;
    for (const path of ofMembers) {
      const filled = new Set(
        [SAMPLE_INPUTS[path]!, ...(FURTHER_INPUTS[path] ?? [])]
          .flatMap((sample) => idPlacesOf(sample(world)))
          .map((place) => nameOf(place).replaceAll(/\[\d+\]/g, "[]")),
      );
      for (const field of fieldsOf(path).filter(isIdField)) {
        fields += 1;
        if (!filled.has(field)) missing.push(`${path} ${field}`);
      }
    }
    expect(fields).toBeGreaterThan(80);
    expect(missing).toEqual(NEW_WORDS);
  });

  test("the organization whose ids are sent has a row in every tenant table to give away", async () => {
    const empty: string[] = [];
    for (const name of await tenantTables())
      if ((await asAdmin(`select 1 from ${name} where org_id = $1 limit 1`, [world.orgId])).length === 0)
        empty.push(name);
    expect(empty).toEqual([]);
  });
});
