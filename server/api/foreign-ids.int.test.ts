import { beforeAll, describe, expect, test } from "vitest";
import { listProcedures, type ListedProcedure } from "@/scripts/authz-matrix";
import { createHttpApp } from "@/server/http/app";
import { makeWorld } from "@/server/testing/factories";
import { forgetOrganizations } from "@/server/testing/forget-singletons";
import {
  leakedMarks,
  idAt,
  idPlacesOf,
  inventedLike,
  nameOf,
  withIdAt,
  type IdPlace,
} from "@/server/testing/foreign-ids";
import { fieldsOf } from "@/server/testing/input-schemas";
import { keepRows } from "@/server/testing/kept-rows";
import {
  fingerprintOf,
  marksOf,
  populateWorld,
  tablesHolding,
  tenantTables,
  type PopulatedWorld,
} from "@/server/testing/populated-world";
import { asAdmin } from "@/server/testing/queries";
import { FURTHER_INPUTS, SAMPLE_INPUTS } from "@/server/testing/sample-inputs";
import { signedIn, type Visitor } from "@/server/testing/visitor";

type Sample = (w: PopulatedWorld) => unknown;

const cases = listProcedures()
  .filter((p) => p.permission !== "public" && p.permission !== "account")
  .map((p): [string, ListedProcedure, Sample[]] => [
    p.path,
    p,
    [SAMPLE_INPUTS[p.path]!, ...(FURTHER_INPUTS[p.path] ?? [])],
  ]);

/** What a change of mine may pass over like an id of nobody's, and do the rest; any other change is refused as a whole. */
const PASSED_OVER = new Set([
  "launches.removeMember membershipId",
  "operations.replay ids[0]",
  "operations.replay ids[1]",
  "triage.bulk launchId",
  "triage.bulk target.ids[0]",
  "triage.bulk target.ids[1]",
  "triage.bulk target.filter",
]);

/** What answers with figures alone, so that nothing in it shows whose they are. */
const FIGURES = new Set([
  "audit.verify",
  "feedback.issueByNumber",
  // The catalogue's words, which are everybody's.
  "intake.formLanguage",
  "launches.recommend",
  // Its examples show no long words, which may be secrets.
  "monitoring.feed",
  "monitoring.traffic",
  "operations.health",
  "privacy.previewTerm",
  "privacy.rehearse",
  "privacy.retention",
  "tenancy.proxyFault",
  "triage.bulkPreview",
  "triage.counts",
]);

/** Inputs for lists of which the samples see a single row. */
const WHOLE_LISTS: Readonly<Record<string, Sample>> = {
  "analysis.waiting": ({ launchId }) => ({ launchId, list: "unanswerable" }),
  "audit.list": () => ({}),
  "triage.inbox": ({ launchId }) => ({ launchId }),
  "triage.snoozed": ({ launchId }) => ({ launchId }),
};

/** Whose ids are sent. */
let theirs: PopulatedWorld;
let marks: string[];
let before: Record<string, string | null>;
let theirOwner: Visitor;
/** Who sends them: the owner of an organization that has all the same things, and of nothing of theirs. */
let me: Visitor;
let ours: PopulatedWorld;
let putMineBack: () => Promise<void>;

beforeAll(async () => {
  // Test events go out through the public addresses of this process.
  createHttpApp();
  theirs = await populateWorld();
  theirOwner = await signedIn(theirs);
  marks = await marksOf(theirs);
  before = await fingerprintOf(theirs.orgId);
  const myAccount = await makeWorld();
  me = await signedIn(myAccount);
  ours = await populateWorld([myAccount]);
  putMineBack = await keepRows(ours.orgId);
});

/** My organization as it was before anything was done to it. */
async function renew(): Promise<void> {
  await putMineBack();
  forgetOrganizations();
}

type Outcome = { status: number; body: string; found: string[]; nextCursor: string | null };

/** @param id written as "…" in what is said, so that two answers can be compared */
async function call({ path, type }: ListedProcedure, input: unknown, id = ""): Promise<Outcome> {
  const kind = type === "mutation" ? "mutation" : "query";
  const { status, value, refusal, message, headers } = await me.call(kind, path, input, ours.slug);
  const body = JSON.stringify([value, message, refusal]);
  return {
    status,
    body: id === "" ? body : body.replaceAll(id, "…"),
    found: leakedMarks(body + JSON.stringify([...headers]), input, marks),
    nextCursor: (value as { nextCursor?: string | null } | null | undefined)?.nextCursor ?? null,
  };
}

const isChanged = ({ type }: ListedProcedure, { status }: Outcome) => type === "mutation" && status < 300;

/** Their id at one place of my own input. @returns what was told of it */
async function callAt(procedure: ListedProcedure, sample: Sample, place: IdPlace): Promise<Outcome> {
  const id = idAt(sample(theirs), place);
  const outcome = await call(procedure, withIdAt(sample(ours), place, id), id);
  const name = `${procedure.path} ${nameOf(place)}`;
  expect([outcome.status < 500, outcome.found], name).toEqual([true, []]);
  if (isChanged(procedure, outcome)) {
    expect(PASSED_OVER, outcome.body).toContain(name);
    expect(await tablesHolding(ours.orgId, marks), `${name}: their words among my rows`).toEqual([]);
  }
  return outcome;
}

async function callWithAllForeign(procedure: ListedProcedure, sample: Sample): Promise<Outcome> {
  const outcome = await call(procedure, sample(theirs));
  expect([outcome.status < 500, outcome.found], "all of their ids").toEqual([true, []]);
  return outcome;
}

const expectTheirsUntouched = async () => expect(await fingerprintOf(theirs.orgId)).toEqual(before);

describe(
  "an owner who sends another organization's ids, in each place alone and in all at once, is answered as for " +
    "nobody's, and gets in with their own",
  () => {
    test.each(cases)("%s", async (path, procedure, samples) => {
      for (const sample of samples) {
        const places = idPlacesOf(sample(ours));
        if (places.length > 0 && isChanged(procedure, await callWithAllForeign(procedure, sample)))
          await renew();
        for (const place of places) {
          const outcome = await callAt(procedure, sample, place);
          if (isChanged(procedure, outcome)) {
            await renew();
            continue;
          }
          const invented = inventedLike(idAt(sample(theirs), place));
          const nobodys = await call(procedure, withIdAt(sample(ours), place, invented), invented);
          expect([outcome.status, outcome.body], nameOf(place)).toEqual([nobodys.status, nobodys.body]);
        }
        const own = await call(procedure, sample(ours));
        expect(own.status, own.body).toBe(200);
        if (procedure.type === "query" && !FIGURES.has(path)) expect(own.body).toContain(ours.canary);
        if (isChanged(procedure, own)) {
          await expectTheirsUntouched();
          await renew();
        }
      }
    });

    test("and not a row of the other organization has changed", expectTheirsUntouched);
  },
);

describe("a cursor of another organization's list leads to nothing of theirs", () => {
  const lists = cases.filter(([path]) => fieldsOf(path).includes("cursor"));

  test("there are lists to go on in", () => {
    expect(lists.length).toBeGreaterThan(10);
  });

  test.each(lists)("%s", async (path, procedure, [sample]) => {
    const firstOf = (w: PopulatedWorld) => ({
      ...((WHOLE_LISTS[path] ?? sample!)(w) as object),
      cursor: null,
      limit: 1,
    });
    const { value } = await theirOwner.query(procedure.path, firstOf(theirs), theirs.slug);
    const cursor = (value as { nextCursor: string | null }).nextCursor;
    expect(cursor, "their list has a second page").not.toBeNull();
    for (const input of [
      { ...firstOf(ours), cursor, limit: 50 },
      { ...firstOf(theirs), cursor },
    ]) {
      const outcome = await call(procedure, input);
      expect([outcome.status < 500, outcome.found]).toEqual([true, []]);
    }
    const { nextCursor } = await call(procedure, firstOf(ours));
    const own = await call(procedure, { ...firstOf(ours), cursor: nextCursor });
    expect(own.status).toBe(200);
    expect(own.body).toContain(ours.canary);
  });
});

describe("with row level security asleep, the conditions in the code hold alone", () => {
  const tables = async () => [...(await tenantTables()), "organization"];

  beforeAll(async () => {
    for (const name of await tables()) await asAdmin(`alter table ${name} disable row level security`);
    // Whoever forgets whose rows they read would now be given everybody's.
    const [all] = await asAdmin<{ n: number }>("select count(distinct org_id)::int as n from issue");
    expect(all!.n).toBeGreaterThan(1);
  });

  test.each(cases)("%s", async (path, procedure, samples) => {
    for (const sample of samples) {
      await callWithAllForeign(procedure, sample);
      for (const place of idPlacesOf(sample(ours))) await callAt(procedure, sample, place);
    }
    if (path === "tenancy.leave") await renew();
  });

  test("and not a row of the other organization has changed", expectTheirsUntouched);
});
