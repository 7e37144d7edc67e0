import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import { TEXT_MAX } from "@/contracts/intake";
import { receive } from "@/server/db/receive";
import { loadPending } from "@/server/jobs/attempts";
import { sha256 } from "@/server/platform/crypto";
import { makeWorld, type World } from "@/server/testing/factories";
import { openOddReaders } from "@/server/testing/odd-readers";
import { asAdmin } from "@/server/testing/queries";
import { UNREADABLE } from "@/contracts/intake";
import { unreadableReason } from "@/server/intake/unreadable-arrivals";
import { BROKE_READER, readReports, TOO_LARGE, TOO_SLOW } from "./readers";
import { runStages } from "./stages";

// Every thread that is ended costs the start of another, which takes seconds from source on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const odd = openOddReaders();
afterAll(() => odd.close());

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});

let n = 0;
async function post(body: string, contentType = "application/json"): Promise<string> {
  const bytes = Buffer.from(body);
  const receipt = await receive({
    orgId: world.orgId,
    sourceId: world.apiSourceId,
    launchId: world.launchId,
    deliveryId: `odd-${++n}`,
    contentType,
    headers: {},
    body: bytes,
    bodyHash: sha256(bytes),
    occurredAt: new Date(),
  });
  return receipt.itemId;
}
const send = (text: string, more: object = {}) => post(JSON.stringify({ text, ...more }));

const HONEST = [
  "I was charged twice for the same order.",
  "The basket empties itself when I go back.",
  "How do I change the delivery address?",
  "Signing in takes a minute since this morning.",
  "The export has no column for the tax.",
];

const pending = async () =>
  loadPending(
    world.scope,
    (
      await asAdmin<{ id: string }>("select id from outbox where org_id = $1 and topic = 'pipeline.run'", [
        world.orgId,
      ])
    ).map((r) => r.id),
  );
const items = () =>
  asAdmin<{ id: string; state: string; reason: string | null; text: string; raw_event_id: string }>(
    "select id, state, quarantine_reason as reason, text, raw_event_id from item where org_id = $1 order by id",
    [world.orgId],
  );
const outbox = () =>
  asAdmin<{ state: string; attempts: number; n: number }>(
    "select state, attempts, count(*)::int as n from outbox where org_id = $1 and topic = 'pipeline.run' group by 1, 2",
    [world.orgId],
  );

describe("a report that cannot be read in time", () => {
  test.each([
    ["computes without end", "#loops", unreadableReason(TOO_SLOW)],
    ["waits for something without end", "#waits", unreadableReason(TOO_SLOW)],
    ["is computed with later", "later #loops", unreadableReason(TOO_SLOW)],
    // The collector works so hard at the end that its time may run out before its memory does.
    ["takes all memory", "#hoards", expect.toBeOneOf([TOO_LARGE, TOO_SLOW].map(unreadableReason))],
    ["makes the reader fail", "#throws", unreadableReason(BROKE_READER)],
  ])(
    "and %s goes to quarantine alone, in sight and with its raw event; the others are on the board",
    async (_, mark, reason) => {
      const honest = await Promise.all(HONEST.map((text) => send(text)));
      const id = await send(`I cannot check out. ${mark}`);
      const result = await runStages(world.scope, await pending(), odd);
      expect(result).toMatchObject({ items: 6, quarantined: 1 });
      const recorded = await items();
      expect(recorded.filter((i) => i.state === "quarantined")).toEqual([
        expect.objectContaining({ id, reason }),
      ]);
      expect(recorded.filter((i) => i.state === "open").map((i) => i.id)).toEqual([...honest].sort());
      const quarantined = recorded.find((i) => i.id === id)!;
      expect(quarantined.text).toContain("I cannot check out.");
      expect(
        await asAdmin("select length(body) > 0 as kept from raw_event where org_id = $1 and id = $2", [
          world.orgId,
          quarantined.raw_event_id,
        ]),
      ).toEqual([{ kept: true }]);
      expect(await outbox()).toEqual([{ state: "done", attempts: 0, n: 6 }]);
      expect(
        await asAdmin("select count(*)::int as n from stage_receipt where org_id = $1 and stage = 'route'", [
          world.orgId,
        ]),
      ).toEqual([{ n: 6 }]);
    },
  );

  test("and several of them among many: each is found, nobody is handed out again", async () => {
    const slow = [await send("A #loops one"), await send("Another one that #loops")];
    for (let round = 0; round < 8; round += 1) for (const text of HONEST) await send(`${text} (${round})`);
    slow.push(await send("The last one, a longer one, #loops too"));
    await runStages(world.scope, await pending(), odd);
    const recorded = await items();
    expect(recorded.filter((i) => i.reason === unreadableReason(TOO_SLOW)).map((i) => i.id)).toEqual(
      slow.sort(),
    );
    expect(recorded.filter((i) => i.state === "open")).toHaveLength(40);
    expect(await outbox()).toEqual([{ state: "done", attempts: 0, n: 43 }]);
  });

  test("lets everything that was read before it go on at once, the smaller ones first", async () => {
    const inputs = ["#loops #loops #loops #loops #loops", "short", "a little longer"].map((title) => ({
      sourceKind: "api" as const,
      sourceName: "API",
      title,
      text: title,
      context: {},
      personLabels: {},
      decidedByPerson: {},
      personComponent: null,
    }));
    const shared = {
      launch: { id: "l", name: "L", scope: "", components: [], rules: [] },
      bursting: new Set<string>(),
    };
    const many = Array.from({ length: 50 }, () => inputs[1]!);
    const outcomes = await readReports(odd, "classify", shared, [inputs[0]!, ...many], (i) => i.text.length);
    expect(outcomes[0]).toEqual({ is: "failed", reason: TOO_SLOW });
    expect(outcomes.slice(1).filter(({ is }) => is === "read")).toHaveLength(50);
  });
});

/** What fills a report to its limit without saying anything, or is built to be hard to read. */
const FILLINGS: Readonly<Record<string, (size: number) => string>> = {
  blanks: (size) => " ".repeat(size),
  "blanks and tabs": (size) => " \t".repeat(size / 2),
  "no-break blanks": (size) => "\u00a0".repeat(size),
  "line ends": (size) => "\n".repeat(size),
  "blank lines": (size) => "  \n".repeat(size / 3),
  quotes: (size) => '"'.repeat(size),
  apostrophes: (size) => "a'".repeat(size / 2),
  brackets: (size) => "[(<{".repeat(size / 4),
  "open tags": (size) => "<div ".repeat(size / 5),
  "deep tags": (size) => "<b>".repeat(size / 3),
  comments: (size) => "<!--".repeat(size / 4),
  dashes: (size) => "-".repeat(size),
  dots: (size) => ".".repeat(size),
  digits: (size) => "1".repeat(size),
  "one letter": (size) => "a".repeat(size),
  "one capital": (size) => "E".repeat(size),
  "halves of characters": (size) => "\ud83d".repeat(size),
  addresses: (size) => "a@b.".repeat(size / 4),
  thanks: (size) => "thanks ".repeat(size / 7),
  faults: (size) => "would be nice charged twice ".repeat(size / 28),
};

describe("reports that are filled to their limit", () => {
  test("are read like any other: everything honest beside them is on the board, nothing is lost and nothing is dead", async () => {
    const honest = await Promise.all(HONEST.map((text) => send(text)));
    const size = 84_000;
    const filled = await Promise.all(
      Object.values(FILLINGS).flatMap((fill) => [
        send(`Blank follows${fill(size)}.`),
        send(`It does not work. ${fill(TEXT_MAX / 2)}`, { title: fill(600), reporter: { name: fill(400) } }),
      ]),
    );
    const result = await runStages(world.scope, await pending());
    expect(result).toMatchObject({ items: honest.length + filled.length });
    const recorded = await items();
    const open = new Set(recorded.filter((i) => i.state === "open").map((i) => i.id));
    expect(honest.filter((id) => open.has(id))).toEqual(honest);
    expect(recorded.map((i) => i.id)).toEqual([...honest, ...filled].sort());
    expect(recorded.filter((i) => i.reason?.startsWith(UNREADABLE))).toEqual([]);
    expect(await outbox()).toEqual([{ state: "done", attempts: 0, n: honest.length + filled.length }]);
  });
});
