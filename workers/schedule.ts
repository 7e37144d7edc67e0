import { DONE_WORK_HOURS, OWNERLESS_SESSION_DAYS } from "@/contracts/retention";
import { cutOffOf } from "@/server/audit/retention";
import { LOG_NOTES_DAYS } from "@/contracts/monitoring";
import { sealAudit } from "@/server/audit/seal.commands";
import { outageKind } from "@/server/db/db-errors";
import { deleteOwnerlessSessions } from "@/server/db/account-doors";
import { dropEmptyLogPartitions, extendLogPartitions } from "@/server/db/doors";
import {
  emptyLogNotes,
  organizationsToKey,
  organizationsToRefresh,
  organizationsToRescore,
  organizationsToRetain,
  organizationsToSeal,
  organizationsToTrim,
  organizationsToWake,
} from "@/server/db/due-doors";
import { sweepLimits } from "@/server/db/rate-limit";
import { wakeSnoozed } from "@/server/feedback/snooze.commands";
import { openRelayStore } from "@/server/db/relay-pool";
import { LIVE_KEPT_MS, trimLiveEvents } from "@/server/live/subscribe";
import { logFailure } from "@/server/platform/outage-log";
import type { Scope } from "@/server/platform/scope";
import { enqueueRescoring } from "@/server/pipeline/rescore.commands";
import { beginRetaining } from "@/server/pipeline/retention.commands";
import { refreshTrends, trendsSince } from "@/server/triage/refresh.commands";
import { makeSearchKeys } from "@/server/triage/search-keys.commands";
import { workerScope } from "@/server/tenancy/scope.commands";
import { now } from "@/server/platform/clock";
import { evaluateDue, evaluateMarked } from "./criteria-watch";

/** Done work is kept this long, for whoever asks what happened. */
const KEEP_DONE_MS = DONE_WORK_HOURS * 3_600_000;

/** Does something for every organization where it is due, one after the other; one that fails does not keep the others. */
async function forEachDue(
  what: string,
  ids: readonly string[],
  act: (scope: Scope) => Promise<unknown>,
): Promise<void> {
  for (const id of ids)
    await act(workerScope(id)).catch((error: unknown) =>
      logFailure("upkeep failed; it is tried again", error, {
        kind: outageKind(error),
        fields: { orgId: id, what },
      }),
    );
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
  { name: "criteria-all", everyMs: 30_000, run: evaluateDue },
  {
    name: "audit-seal",
    everyMs: 10_000,
    run: async () => forEachDue("audit-seal", await organizationsToSeal(), sealAudit),
  },
  {
    name: "snoozed-wake",
    everyMs: 30_000,
    run: async () => forEachDue("snoozed-wake", await organizationsToWake(now()), wakeSnoozed),
  },
  {
    name: "degraded-rescore",
    everyMs: 60_000,
    run: async () => forEachDue("degraded-rescore", await organizationsToRescore(), enqueueRescoring),
  },
  {
    name: "trend-refresh",
    everyMs: 300_000,
    run: async () =>
      forEachDue("trend-refresh", await organizationsToRefresh(trendsSince(now())), refreshTrends),
  },
  {
    name: "search-keys",
    everyMs: 10_000,
    run: async () => forEachDue("search-keys", await organizationsToKey(), makeSearchKeys),
  },
  {
    name: "live-trim",
    everyMs: 300_000,
    run: async () =>
      forEachDue("live-trim", await organizationsToTrim(new Date(Date.now() - LIVE_KEPT_MS)), trimLiveEvents),
  },
  { name: "outbox-sweep", everyMs: 600_000, run: sweepOutbox },
  { name: "limits-sweep", everyMs: 600_000, run: sweepLimits },
  {
    name: "retention-begin",
    everyMs: 60_000,
    run: async () => forEachDue("retention-begin", await organizationsToRetain(now()), beginRetaining),
  },
  {
    name: "ownerless-sessions",
    everyMs: 3_600_000,
    run: async () => {
      await deleteOwnerlessSessions(cutOffOf(OWNERLESS_SESSION_DAYS, new Date()), 5_000);
    },
  },
  {
    name: "log-partitions",
    everyMs: 3_600_000,
    run: async () => {
      await extendLogPartitions();
      await dropEmptyLogPartitions();
    },
  },
  {
    name: "log-notes-empty",
    everyMs: 3_600_000,
    run: async () => {
      await emptyLogNotes(new Date(now().getTime() - LOG_NOTES_DAYS * 86_400_000));
    },
  },
];
