import { json, type Tx } from "@/server/db/sql";
import { newId } from "@/server/platform/ids";
import { now } from "@/server/platform/clock";
import type { Scope } from "@/server/platform/scope";

export type AuditEntry = {
  /** `<domain>.<past tense>`: `issue.merged`, `source.secret_rotated`. */
  verb: string;
  subjectKind: string;
  subjectId: string;
  launchId?: string | null;
  /** What changed: before and after, counts, reasons. Never secrets; reporter text only as ids. */
  data?: Readonly<Record<string, unknown>>;
};

/** Writes who did what, in the transaction of the change itself: one entry per command, also when it touched many rows. */
export async function recordIn(tx: Tx, scope: Scope, entry: AuditEntry): Promise<void> {
  await tx.auditEvent.create({
    data: {
      orgId: scope.orgId,
      id: newId("auditEvent"),
      at: now(),
      actorKind: scope.actor.kind,
      actorId: scope.actor.id,
      actorName: scope.actor.name,
      verb: entry.verb,
      subjectKind: entry.subjectKind,
      subjectId: entry.subjectId,
      launchId: entry.launchId ?? null,
      data: json(entry.data ?? {}),
      requestId: scope.requestId,
    },
  });
}
