import { withScope } from "@/server/db/client";
import { outageKind } from "@/server/db/db-errors";
import { logFailure } from "@/server/platform/outage-log";
import { newId } from "@/server/platform/ids";
import type { Scope } from "@/server/platform/scope";
import { singleton } from "@/server/platform/singleton";

export type CallRecord = {
  at: Date;
  prompt: string;
  promptVersion: string;
  provider: string;
  model: string;
  outcome: "answered" | "repaired" | "failed";
  isDegraded: boolean;
  itemCount: number;
  attempts: number;
  inputTokens: number | null;
  outputTokens: number | null;
  latencyMs: number;
  error: string | null;
};

type Buffer = {
  byOrg: Map<string, { scope: Scope; rows: (CallRecord & { id: string })[] }>;
  size: number;
  dropped: number;
  timer: NodeJS.Timeout | null;
  /** The write that runs, or the last one. */
  writing: Promise<void>;
};

const FLUSH_AFTER_MS = 500;
const BUFFER_MAX = 10_000;

const buffer = (): Buffer =>
  singleton("ai.calls", () => ({
    byOrg: new Map(),
    size: 0,
    dropped: 0,
    timer: null,
    writing: Promise.resolve(),
  }));

/**
 * Notes a call of the gateway; written in batches a moment later, never waited for. When the buffer is full the oldest news is kept and
 * this is counted as dropped.
 */
export function bufferCall(scope: Scope, record: CallRecord): void {
  const b = buffer();
  if (b.size >= BUFFER_MAX) {
    b.dropped += 1;
    return;
  }
  const buffered = b.byOrg.get(scope.orgId) ?? { scope, rows: [] };
  buffered.rows.push({ id: newId("call"), ...record });
  b.byOrg.set(scope.orgId, buffered);
  b.size += 1;
  b.timer ??= setTimeout(() => void flushCalls(), FLUSH_AFTER_MS).unref();
}

/** Writes what was noted, and ends when that and what the timer is just writing is there; also at shutdown. */
export function flushCalls(): Promise<void> {
  const b = buffer();
  b.writing = b.writing.then(writeCalls);
  return b.writing;
}

async function writeCalls(): Promise<void> {
  const b = buffer();
  const taken = [...b.byOrg.values()];
  b.byOrg = new Map();
  b.size = 0;
  if (b.timer) clearTimeout(b.timer);
  b.timer = null;
  for (const { scope, rows } of taken) {
    await withScope(scope, (tx) =>
      tx.aiCall.createMany({ data: rows.map((r) => ({ orgId: scope.orgId, ...r })) }),
    ).catch((error: unknown) =>
      logFailure("calls of the AI gateway could not be noted", error, {
        kind: outageKind(error),
        fields: { rows: rows.length },
      }),
    );
  }
}
