import { beforeAll, describe, expect, test } from "vitest";
import { TRAP_FIELD } from "@/contracts/intake";
import { loadPending } from "@/server/jobs/attempts";
import { runStages } from "@/server/pipeline/stages";
import { workerScope } from "@/server/tenancy/scope.commands";
import { makeWorld, type World } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { createHttpApp } from "./app";
import type { HttpApp } from "./route";

let app: HttpApp;
let world: World;
beforeAll(async () => {
  app = createHttpApp();
  world = await makeWorld();
});

type Outcome = { state: string; quarantine_reason: string | null; mails: number };

/** Posts the form as a browser does, lets the worker read it, and says what became of it. */
async function submit(fields: Record<string, string>): Promise<Outcome> {
  const answer = await app.request(`/api/v1/forms/${world.formKey}`, {
    method: "POST",
    headers: { accept: "application/json", "content-type": "application/json" },
    body: JSON.stringify({ nonce: crypto.randomUUID(), ...fields }),
  });
  expect(answer.status).toBe(202);
  const { reference } = (await answer.json()) as { reference: string };
  const pending = await asAdmin<{ id: string }>(
    "select id from outbox where org_id = $1 and topic = 'pipeline.run' and state = 'pending' order by id",
    [world.orgId],
  );
  await runStages(
    workerScope(world.orgId),
    await loadPending(
      world.scope,
      pending.map(({ id }) => id),
    ),
  );
  const [item] = await asAdmin<Outcome>(
    `
      select
        t.state,
        t.quarantine_reason,
        (
          select count(*)::int
          from message m
          where
            m.org_id = t.org_id
            and m.item_id = t.id
        ) as mails
      from item t
      where t.reference = $1
    `,
    [reference],
  );
  return item!;
}

const REPORT =
  "When I save the delivery address the page jumps back to the first step and forgets the street.";

describe("D10: a password manager fills the field that people do not see, and the report is real", () => {
  test.each([
    ["website, filled with the product's own address", { website: "https://shop.example" }],
    ["website, filled with an account's name", { website: "jana.novak@kunde.example" }],
    ["a telephone number, by a browser's own filling", { website: "+44 20 7946 0958" }],
    ["a name, by an extension, in today's field", { [TRAP_FIELD]: "Jana Novak" }],
    ["both fields, by a manager that fills everything", { website: "Novak Ltd", [TRAP_FIELD]: "Novak Ltd" }],
  ])("D10: %s: on the board, and acknowledged", async (_name, filled) => {
    const email = `person${Math.random().toString(36).slice(2)}@kunde.example`;
    expect(await submit({ text: REPORT, email, ...filled })).toEqual({
      state: "open",
      quarantine_reason: null,
      mails: 1,
    });
  });

  test("D10: a severe report is on the board whatever was filled in and however fast", async () => {
    const text =
      "My card was charged twice for one order. https://a.example https://b.example https://c.example";
    expect(await submit({ text, website: "x", [TRAP_FIELD]: "y" })).toMatchObject({ state: "open" });
  });
});

describe("D10: a machine that fills everything is still set apart, in sight", () => {
  test.each([
    ["links", "Best lamps here https://a.example https://b.example https://c.example"],
    ["a link and two words", "Cheap watches https://watches.example"],
    ["empty words", "Nice post"],
    ["a line that repeats", "Lamps for every room\nLamps for every room\nLamps for every room"],
  ])("D10: %s with the trap filled", async (_name, text) => {
    const outcome = await submit({ text, email: "bot@lamps.example", website: "https://lamps.example" });
    expect(outcome).toMatchObject({ state: "quarantined", mails: 0 });
    expect(outcome.quarantine_reason).toMatch(/a field that people do not see/i);
  });
});

describe("D10: the field itself", () => {
  test("D10: asks browsers and password managers to leave it alone, and is named like nothing they keep", async () => {
    const answer = await app.request(`/api/v1/forms/${world.formKey}`, {
      method: "POST",
      headers: { accept: "text/html", "content-type": "application/x-www-form-urlencoded" },
      body: "text=",
    });
    const page = await answer.text();
    const field = new RegExp(`<input id="${TRAP_FIELD}"[^>]*>`).exec(page)![0];
    for (const attribute of [
      'tabindex="-1"',
      'autocomplete="off"',
      "data-1p-ignore",
      "data-lpignore",
      "data-bwignore",
    ])
      expect(field).toContain(attribute);
    expect(page).toContain('class="away" aria-hidden="true"');
    expect(TRAP_FIELD).not.toMatch(/name|mail|phone|tel|url|site|address|company|user|pass/);
  });
});
