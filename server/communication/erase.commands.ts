import { ERASED } from "@/contracts/privacy";
import type { Eraser } from "@/server/db/erasing";
import { eraseWorkIn } from "@/server/jobs/erase.commands";

/** Empties mails about reports, and to people who go: address, subject, text and why they failed. What was not sent yet is not sent. */
export const eraseMessagesIn: Eraser = async (tx, scope, { itemIds, emails }) => {
  const found = await tx.$queryRaw<{ id: string }[]>`
    update message
    set
      recipient = '',
      subject = ${ERASED},
      body_text = '',
      last_error = null,
      emptied_at = coalesce(emptied_at, now()),
      state = case
        when state in ('pending', 'sending') then 'cancelled'
        else state
      end
    where
      org_id = ${scope.orgId}
      and (
        item_id = any(${[...itemIds]}::text[])
        or item_id is not null
        and recipient = any(${[...emails]}::text[])
      )
    returning id
  `;
  const work = await eraseWorkIn(
    tx,
    scope,
    found.map((row) => row.id),
  );
  return [
    { table: "message", what: "mails: address, subject, text and errors", rows: found.length },
    { ...work, what: "mails that wait or failed" },
  ];
};
