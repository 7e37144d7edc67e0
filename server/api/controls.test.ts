import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { IssueAct, PriorityAct } from "@/contracts/issues";
import { appRouter } from "./root";

/**
 * What no screen can do does not exist: every procedure is called by a screen, every kind of act on an issue is sent by one, and the
 * demo's people do nothing that a screen does not do. An exception has a reason, and one that is no longer needed is an error as well.
 */

/** Procedures that no screen calls, each with why it is there. */
const WITHOUT_SCREEN: Readonly<Record<string, string>> = {};

/** Kinds of acts that screens send as a `move` to the state they lead to, which the server plans in the same way. */
const SENT_AS_MOVE = ["start", "close"] as const;

const sourcesIn = (...folders: readonly string[]): string =>
  folders
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
        .map((file) => readFileSync(join(folder, file), "utf8")),
    )
    .map((text) => text.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/^[ \t]*\/\/.*$/gm, ""))
    .join("\n");

const procedures = Object.keys(appRouter._def.procedures);

/** The procedures that a source calls: by the typed client, by a query of it, or on the server while a page is drawn. */
function callsIn(source: string): Set<string> {
  const found = new Set<string>();
  for (const [, router, name, next] of source.matchAll(
    /[\w)]\s*\.\s*([a-zA-Z]+)\s*\.\s*([a-zA-Z]+)\b(?:\s*\.\s*([a-zA-Z]+))?/g,
  )) {
    // Naming what is kept of an answer is no call.
    if (next !== undefined && /^(?:queryKey|infiniteQueryKey|queryFilter|pathKey|pathFilter)$/.test(next))
      continue;
    found.add(`${router}.${name}`);
  }
  return new Set(procedures.filter((procedure) => found.has(procedure)));
}

/** The kinds of acts that a source sends or asks for. */
const kindsIn = (source: string): Set<string> =>
  new Set([...source.matchAll(/\bkind: "(\w+)"/g)].map(([, kind]) => kind as string));

const screens = sourcesIn("app", "components");
const demo = sourcesIn("scripts/demo");
const actKinds = [...IssueAct.options, PriorityAct].map((act) => act.shape.kind.value);

describe("what a person can do", () => {
  it("every procedure is called by a screen, or says why not", () => {
    const called = callsIn(screens);
    const uncalled = procedures.filter((procedure) => !called.has(procedure));
    expect(uncalled.sort()).toEqual(Object.keys(WITHOUT_SCREEN).sort());
  });

  it("every kind of act is sent by a screen, by itself or as a move", () => {
    const sent = kindsIn(screens);
    expect(actKinds.filter((kind) => !sent.has(kind)).sort()).toEqual([...SENT_AS_MOVE].sort());
  });

  it("the demo's people call what screens call", () => {
    const called = callsIn(screens);
    const used = [...callsIn(demo)];
    expect(used.length).toBeGreaterThan(5);
    expect(used.filter((procedure) => !called.has(procedure))).toEqual([]);
  });

  it("the demo's people send the acts that screens send", () => {
    const sent = new Set([...kindsIn(screens), ...SENT_AS_MOVE]);
    const isAct = new Set<string>(actKinds);
    const unsent = [...kindsIn(demo)].filter((kind) => isAct.has(kind) && !sent.has(kind));
    expect(unsent).toEqual([]);
  });
});

describe("the search for calls", () => {
  it.each([
    ["a query", "useQuery(trpc.triage.inbox.queryOptions({ launchId }))", ["triage.inbox"]],
    ["a query over two lines", "trpc.launches.components\n  .queryOptions({})", ["launches.components"]],
    ["a mutation by the client", "client.triage.act.mutate({})", ["triage.act"]],
    [
      "a choice of two",
      "const call = isOff ? client.triage.unrelate : client.triage.relate",
      ["triage.relate", "triage.unrelate"],
    ],
    ["a call while a page is drawn", "(await caller(org)).account.me()", ["account.me"]],
    ["the demo's people", 'this.as("dev").feedback.item.query({ itemId })', ["feedback.item"]],
    ["no call: what is kept is named", "queryKey: trpc.tenancy.rename.queryKey()", []],
    ["no call: a type", 'RouterOutputs["tenancy"]["leave"]', []],
    ["no call: another thing of that name", "tenancy.leave", []],
  ])("finds %s", (_, source, expected) => expect([...callsIn(source)].sort()).toEqual(expected));
});
