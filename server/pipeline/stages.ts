/**
 * The main flow, on one page. A job hands over outbox rows of one organization; all stages take them as one set.
 *
 *   normalise  raw event → draft                          intake/drafts.ts
 *   classify   early rules, then a model or the built-in  triage/routing.ts, triage/classify-prompt.ts, ai/completions.commands.ts
 *   score      floors from words and from traffic         triage/severity.ts, monitoring/traffic.queries.ts
 *   group      same, related or new                       triage/grouping.ts, triage/group.commands.ts
 *   route      team, labels, urgency                      triage/routing.ts
 *   record     everything in one transaction              pipeline/commit.ts
 *
 * Nothing before the last step writes, so all of it may run twice; the last step happens once (server/db/client.ts, `done`).
 */
import type { Classification } from "@/contracts/triage";
import { complete, portionFor } from "@/server/ai/completions.commands";
import type { Completion } from "@/server/ai/prompt";
import type { PendingRow } from "@/server/jobs/attempts";
import { now } from "@/server/platform/clock";
import { Terminal } from "@/server/platform/errors";
import type { Scope } from "@/server/platform/scope";
import { classifyPrompt, type ClassifyItem, type ClassifyVariables } from "@/server/triage/classify-prompt";
import { commitReadings, type Committed } from "./commit";
import { loadLaunchFacts, type LaunchFacts } from "./facts-launch";
import { loadTrafficFacts } from "./facts-traffic";
import { loadIncoming, type Incoming } from "./incoming";
import { routeEarly, understand, type EarlyRouting } from "./reading";

/**
 * Takes outbox rows all the way to the board, in portions where a model outside is asked: each is on the board before the next is asked
 * about.
 * @throws Terminal when what a row is about does not exist.
 */
export async function runInPortions(scope: Scope, rows: readonly PendingRow[]): Promise<void> {
  const size = (await portionFor(scope)) ?? rows.length;
  for (let at = 0; at < rows.length; at += size) await runStages(scope, rows.slice(at, at + size));
}

/**
 * Takes outbox rows all the way to the board as one set.
 * @returns what was written; null when somebody else had carried the rows out meanwhile.
 * @throws Terminal when what a row is about does not exist.
 */
export async function runStages(scope: Scope, rows: readonly PendingRow[]): Promise<Committed | null> {
  const incoming = await loadIncoming(scope, rows);
  if (incoming.length < rows.length) {
    const found = new Set(incoming.map((i) => i.outboxId));
    if (incoming.length === 0 || rows.length === 1)
      throw new Terminal(`The report ${rows.find((r) => !found.has(r.id))?.ref ?? ""} does not exist.`);
    throw new Error("A part of these reports does not exist; they are tried one by one.");
  }
  const launches = await loadLaunchFacts(
    scope,
    incoming.map((i) => i.launchId),
  );
  const byLaunch: Parameters<typeof commitReadings>[2] = new Map(
    await Promise.all(
      [...launches.values()].map(async (launch) => {
        const mine = incoming.filter((i) => i.launchId === launch.id);
        const [traffic, classified] = await Promise.all([
          loadTrafficFacts(scope, launch.id, now()),
          classifyAll(scope, launch, mine),
        ]);
        const readings = classified.map(({ one, early, completion }) =>
          understand(one, launch, early, completion, traffic.bursting),
        );
        return [launch.id, { launch, readings, shares: traffic.shareOfComponent }] as const;
      }),
    ),
  );
  return commitReadings(
    scope,
    incoming.map((i) => i.outboxId),
    byLaunch,
  );
}

type Classified = { one: Incoming; early: EarlyRouting; completion: Completion<Classification> };

/** Classifies what no early rule spares; quarantined arrivals and spared ones are read by the built-in rules alone. */
async function classifyAll(
  scope: Scope,
  launch: LaunchFacts,
  incoming: readonly Incoming[],
): Promise<Classified[]> {
  const variables: ClassifyVariables = {
    launchName: launch.name,
    scope: launch.scope,
    components: launch.components,
  };
  const shown = (i: Incoming): ClassifyItem => ({ title: i.title, text: i.text, context: i.context });
  const routed = incoming.map((one) => ({ one, early: routeEarly(one, launch) }));
  const asked = routed.filter(
    ({ one, early }) => one.quarantineReason === null && !early.outcome.effects.skipAi,
  );
  const answers = await complete(scope, classifyPrompt, {
    variables,
    items: asked.map(({ one }) => shown(one)),
  });
  const byItem = new Map(asked.map(({ one }, at) => [one.itemId, answers[at]!]));
  return routed.map(({ one, early }) => ({
    one,
    early,
    completion: byItem.get(one.itemId) ?? {
      answer: classifyPrompt.offline(shown(one), variables),
      provider: "builtin",
      model: "builtin",
      version: classifyPrompt.version,
      isDegraded: false,
    },
  }));
}
