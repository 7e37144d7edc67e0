import { decodeFields } from "../read-fields";
import type { Withdrawal } from "../withdrawal";
import { asFields, type Fields } from "./decode";

/** What an event's name means, without `ticket.` before it. */
const MEANINGS: ReadonlyMap<string, Withdrawal["kind"]> = new Map(
  Object.entries<Withdrawal["kind"]>({
    soft_deleted: "withdrawn",
    deleted: "withdrawn",
    permanently_deleted: "erased",
    hard_deleted: "erased",
    redacted: "erased",
    undeleted: "restored",
    restored: "restored",
    recovered: "restored",
    marked_as_spam: "spam",
    unmarked_as_spam: "not_spam",
    marked_as_not_spam: "not_spam",
    merged: "merged",
    comment_redacted: "redacted",
    comment_deleted: "redacted",
    comment_attachment_redacted: "redacted",
    attachment_redacted: "redacted",
    attachment_redacted_from_comment: "redacted",
    comment_made_private: "made_private",
  }),
);

const TYPE_MAX = 100;
/** `soft_deleted` for `zen:event-type:ticket.soft_deleted`, with or without what stands before it. */
function eventName(type: unknown): string {
  if (typeof type !== "string" || type.length > TYPE_MAX) return "";
  return type
    .toLowerCase()
    .replace(/^zen:event-type:/, "")
    .replace(/^(?:messaging_)?ticket\./, "");
}

const ID_MAX = 200;
const idOf = (value: unknown): string | null => {
  if (typeof value !== "string" && typeof value !== "number") return null;
  const id = String(value).trim();
  return id === "" || id.length > ID_MAX || id.includes("{{") ? null : id;
};

/** The first of these names that holds an id, or an object with one. */
function firstId(fields: Fields | null, names: readonly string[]): string | null {
  for (const name of names) {
    const value = fields?.[name];
    const id = idOf(value) ?? idOf(asFields(value)?.["id"]) ?? idOf(asFields(value)?.["ticket_id"]);
    if (id !== null) return id;
  }
  return null;
}

const TARGETS = [
  "target_ticket_id",
  "target_id",
  "target_ticket",
  "target",
  "merged_into_id",
  "merged_into",
  "into",
];

/** What a trigger says of a ticket that is gone: there is no event for these, only a status. */
const STATUS: ReadonlyMap<string, Withdrawal["kind"]> = new Map(
  Object.entries<Withdrawal["kind"]>({ deleted: "withdrawn", spam: "spam" }),
);

/**
 * Reads what a delivery takes back: an event of its own, or a trigger's body whose status says that the ticket is gone. Null for everything
 * else, and for what names no ticket. Pure.
 */
export function readWithdrawal(contentType: string, body: Uint8Array): Withdrawal | null {
  const sent = decodeFields(contentType, body);
  if (!sent) return null;
  const [detail, event] = [asFields(sent["detail"]), asFields(sent["event"])];
  const ticket = asFields(sent["ticket"]) ?? sent;
  const status = ticket["status"] ?? ticket["ticket_status"];
  const kind =
    MEANINGS.get(eventName(sent["type"])) ??
    (sent["type"] === undefined && typeof status === "string"
      ? STATUS.get(status.trim().toLowerCase().slice(0, TYPE_MAX))
      : undefined);
  const ticketId =
    idOf(detail?.["id"]) ?? idOf(ticket["ticket_id"]) ?? (ticket === sent ? null : idOf(ticket["id"]));
  if (kind === undefined || ticketId === null) return null;
  if (kind === "merged") {
    const intoTicketId = firstId(event, TARGETS) ?? firstId(detail, TARGETS) ?? firstId(sent, TARGETS);
    return intoTicketId === null || intoTicketId === ticketId ? null : { kind, ticketId, intoTicketId };
  }
  if (kind !== "redacted" && kind !== "made_private") return { kind, ticketId };
  const comment = asFields(event?.["comment"]) ?? asFields(sent["comment"]);
  const commentId = idOf(comment?.["id"]) ?? idOf(event?.["comment_id"]) ?? idOf(sent["comment_id"]);
  if (kind === "made_private") return { kind, ticketId, commentId };
  const words = [comment?.["plain_body"], comment?.["body"], comment?.["html_body"]].find(
    (value) => typeof value === "string",
  );
  return { kind, ticketId, commentId, text: words ?? null };
}
