import { renameAccount as renameAccountRow } from "@/server/db/account-doors";
import { recordForAccount } from "./account-trail.commands";
import type { Session } from "./sessions.queries";

/** Renames a person, in every organization they belong to. */
export async function renameAccount(session: Session, name: string, requestId: string): Promise<void> {
  await renameAccountRow(session.accountId, name);
  await recordForAccount(session.accountId, requestId, "account.renamed");
}
