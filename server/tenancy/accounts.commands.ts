import { listMemberships, renameAccount as renameAccountRow } from "@/server/db/account-doors";
import { auditAccountAndEndStreams } from "./account-trail.commands";
import type { Session } from "./sessions.queries";

/** Renames a person, in every organization they belong to. */
export async function renameAccount(session: Session, name: string, requestId: string): Promise<void> {
  await renameAccountRow(session.id, name);
  await auditAccountAndEndStreams(await listMemberships(session.id), requestId, "account.renamed");
}
