import { sealAudit } from "@/server/audit/seal.commands";
import { outageKind } from "@/server/db/db-errors";
import { extendLogPartitions, listOrganizationIds } from "@/server/db/doors";
import { sweepLimits } from "@/server/db/rate-limit";
import { wakeSnoozed } from "@/server/feedback/snooze.commands";
import { openRelayStore } from "@/server/db/relay-pool";
import { trimLiveEvents } from "@/server/live/subscribe";
import { logFailure } from "@/server/platform/outage-log";
import type { Scope } from "@/server/platform/scope";
import { offerRescoring } from "@/server/pipeline/rescore.commands";
import { refreshTrends } from "@/server/triage/refresh.commands";
import { workerScope } from "@/server/tenancy/scope.commands";
import { evaluateAll, evaluateMarked } from "./criteria-watch";

/** Done work is kept this long, for whoever asks what happened. */
const KEEP_DONE_MS = 24 * 3_600_000;

/** Does something for every organization, one after the other; one that fails does not keep the others. */
async function forEachOrganization(what: string, act: (scope: Scope) => Promise<unknown>): Promise<void> {
  for (let after: string | null = null; ;) {
    const ids = await listOrganizationIds(after);
    for (const id of ids)
      await act(workerScope(id)).catch((error: unknown) =>
        logFailure("upkeep failed; it is tried again", error, {
          kind: outageKind(error),
          fields: { orgId: id, what },
        }),
      );
    if (ids.length < 200) return;
    after = ids[ids.length - 1]!;
  }
}

async function sweepOutbox(): Promise<void> {
  const store = openRelayStore();
  try {
    while ((await store.sweep(KEEP_DONE_MS, 5_000)) === 5_000);
  } finally {
    await store.close();
  }
}

/** What is done every so often, by name. All of it may run twice or late without harm. */
export const schedules: readonly { name: string; everyMs: number; run: () => Promise<void> }[] = [
  { name: "criteria-marked", everyMs: 3_000, run: evaluateMarked },
  { name: "criteria-all", everyMs: 30_000, run: evaluateAll },
  { name: "audit-seal", everyMs: 10_000, run: () => forEachOrganization("audit-seal", sealAudit) },
  { name: "snoozed-wake", everyMs: 30_000, run: () => forEachOrganization("snoozed-wake", wakeSnoozed) },
  {
    name: "degraded-rescore",
    everyMs: 60_000,
    run: () => forEachOrganization("degraded-rescore", offerRescoring),
  },
  { name: "trend-refresh", everyMs: 300_000, run: () => forEachOrganization("trend-refresh", refreshTrends) },
  { name: "live-trim", everyMs: 300_000, run: () => forEachOrganization("live-trim", trimLiveEvents) },
  { name: "outbox-sweep", everyMs: 600_000, run: sweepOutbox },
  { name: "limits-sweep", everyMs: 600_000, run: sweepLimits },
  {
    name: "log-partitions",
    everyMs: 3_600_000,
    run: async () => {
      await extendLogPartitions();
    },
  },
];
