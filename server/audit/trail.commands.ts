import { json, type Tx } from "@/server/db/sql";
import { newId } from "@/server/platform/ids";
import { now } from "@/server/platform/clock";
import type { Actor, Scope } from "@/server/platform/scope";
import { withoutWords } from "./free-text";

export type AuditEntry = {
  /** `<domain>.<past tense>`: `issue.merged`, `source.secret_rotated`. */
  verb: string;
  subjectKind: string;
  subjectId: string;
  launchId?: string | null;
  /**
   * What changed: before and after, counts, reasons. Never secrets. Of reports and issues no words are kept: those are in their history.
   */
  data?: Readonly<Record<string, unknown>>;
};

/** What reporters' words reach. The log can never be changed, so it keeps ids of these and not what was said of them. */
const ABOUT_REPORTS: readonly string[] = ["item", "issue", "reporter"];

/**
 * Writes who did what, in the transaction of the change itself: one entry per command, also when it touched many rows.
 * @param actor whoever acts, unless it is the machine that draws a conclusion from what a person did
 */
export async function recordIn(
  tx: Tx,
  scope: Scope,
  entry: AuditEntry,
  actor: Actor = scope.actor,
): Promise<void> {
  await tx.auditEvent.create({
    data: {
      orgId: scope.orgId,
      id: newId("auditEvent"),
      at: now(),
      actorKind: actor.kind,
      actorId: actor.id,
      actorName: actor.name,
      verb: entry.verb,
      subjectKind: entry.subjectKind,
      subjectId: entry.subjectId,
      launchId: entry.launchId ?? null,
      data: json(
        ABOUT_REPORTS.includes(entry.subjectKind) ? withoutWords(entry.data ?? {}) : (entry.data ?? {}),
      ),
      requestId: scope.requestId,
    },
  });
}
