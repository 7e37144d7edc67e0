import { createHmac } from "node:crypto";
import { readContact } from "@/contracts/contact";
import { readMoment } from "@/contracts/moment";
import {
  TITLE_MAX,
  type DraftResult,
  type EntryDraft,
  type RawDelivery,
  type ReporterDraft,
} from "@/contracts/intake";
import { timeNotTaken } from "../occurred";
import { tidyLine } from "../plain-text";
import { decodeFields } from "../read-fields";
import { asFields, contextOf, type Fields } from "./decode";
import { readAuthorship, type Authorship } from "./zendesk-authorship";
import { attachedText, attachmentNames, readComment, unrenderedIn } from "./zendesk-text";

/** How far Zendesk's clock and ours may be apart before a signature is refused, ms. */
const TOLERANCE_MS = 5 * 60_000;

/**
 * The signature Zendesk puts in `X-Zendesk-Webhook-Signature`: base64 of HMAC-SHA256 over the timestamp header followed at once by the
 * raw body (developer.zendesk.com/documentation/webhooks/verifying).
 */
export function signZendesk(secret: string, timestamp: string, body: Uint8Array): string {
  return createHmac("sha256", secret).update(timestamp).update(body).digest("base64");
}

/**
 * Whether a delivery carries the signature of one of the secrets, over these very bytes, made within five minutes of `nowMs`.
 * @param isEqual compares in constant time
 */
export function isZendeskSigned(
  secrets: readonly string[],
  headers: { get(name: string): string | null },
  body: Uint8Array,
  nowMs: number,
  isEqual: (a: string, b: string) => boolean,
): boolean {
  const signature = headers.get("x-zendesk-webhook-signature");
  const timestamp = headers.get("x-zendesk-webhook-signature-timestamp");
  if (!signature || !timestamp || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/.test(timestamp))
    return false;
  const at = readMoment(timestamp);
  if (!at.ok || Math.abs(nowMs - at.ms) > TOLERANCE_MS) return false;
  // Every secret is tried, so that the time taken does not tell which one matched.
  return secrets.map((secret) => isEqual(signZendesk(secret, timestamp, body), signature)).includes(true);
}

/** Event types that carry what a person said; the others (status, priority, tags …) tell of the ticket, not of the product. */
const REPORTS = ["ticket.created", "ticket.comment_added", "messaging_ticket.message_added"];

/** Why an event carries no words of anybody, or null when it may; trigger bodies always may. */
export function noReportReason(contentType: string, body: Uint8Array): string | null {
  const sent = decodeFields(contentType, body);
  if (!sent) return null;
  const type = eventType(sent);
  if (!type) return null;
  return REPORTS.includes(type) ? null : `Events of type ${type} carry no report.`;
}

/** `ticket.created` for `zen:event-type:ticket.created`; null for a trigger's body. */
function eventType(sent: Fields): string | null {
  const type = sent["type"];
  return typeof type === "string" && type.startsWith("zen:event-type:")
    ? type.slice("zen:event-type:".length)
    : null;
}

/** What a delivery says of itself, seen without reading its words. */
export type ZendeskPeek = Authorship & {
  /** Zendesk's id of the event, the same however often and by however many webhooks it is sent; null for a trigger's body. */
  eventId: string | null;
  ticketId: string | null;
  /** Placeholders of the template that were sent as they stand. */
  unrendered: string[];
};

/** Looks at a delivery's own facts as it arrives; null when it is no set of fields. */
export function peekAtZendesk(contentType: string, body: Uint8Array): ZendeskPeek | null {
  const sent = decodeFields(contentType, body);
  if (!sent) return null;
  const ticket = ticketOf(sent);
  const id = sent["id"];
  return {
    eventId: eventType(sent) && typeof id === "string" && /^[\x21-\x7e]{1,180}$/.test(id) ? id : null,
    ticketId: ticketIdOf(ticket.id),
    author: ticket.author,
    visibility: ticket.visibility,
    unrendered: unrenderedOf(ticket),
  };
}

const ticketIdOf = (id: unknown): string | null =>
  unrenderedIn(id).length > 0 ? null : (tidyLine(id, 200) ?? null);

/** The placeholders that stand where a ticket's facts should. */
const unrenderedOf = (ticket: Ticket): string[] => [
  ...new Set(
    [
      ticket.id,
      ticket.title,
      ticket.text,
      ticket.name,
      ticket.email,
      ticket.requesterId,
      ticket.account,
    ].flatMap(unrenderedIn),
  ),
];

/**
 * Reads both kinds of webhook. An event subscription wraps the ticket in `detail` (ids are strings there, newer payloads bring subject
 * and description). A trigger sends the body we publish, or one that somebody wrote by hand: names are taken liberally. Descriptions
 * may be HTML. The draft says whose words it holds: not every one is a report.
 */
export function readZendesk(raw: RawDelivery): DraftResult {
  const sent = decodeFields(raw.contentType, raw.body);
  if (!sent) return { ok: false, reason: "The webhook's body cannot be read." };
  const none = noReportReason(raw.contentType, raw.body);
  if (none) return { ok: false, reason: none };
  const ticket = ticketOf(sent);
  const unrendered = unrenderedOf(ticket);
  const rendered = (value: unknown): unknown => (unrenderedIn(value).length > 0 ? undefined : value);

  const title = tidyLine(rendered(ticket.title), TITLE_MAX);
  const { text, byline } = readComment(rendered(ticket.text));
  const files = attachmentNames(ticket.attachments);
  const words = text || (files.length > 0 ? attachedText(files) : "");
  const id = ticketIdOf(ticket.id);
  if (unrendered.length > 0 && !words && (unrenderedIn(ticket.text).length > 0 || !title))
    return { ok: false, reason: `The template was sent without being filled in: ${unrendered.join(", ")}.` };
  if (!words && !title && !id) return { ok: false, reason: "The webhook names no ticket and holds no text." };

  const { email, contact, name: nameBefore } = readContact(rendered(ticket.email));
  const name = tidyLine(rendered(ticket.name), 200) ?? nameBefore;
  const account = tidyLine(rendered(ticket.account), 200);
  const externalId = tidyLine(rendered(ticket.requesterId), 200);
  const context = contextOf({
    channel: rendered(ticket.channel) ?? "zendesk",
    externalId: id ?? undefined,
    externalUrl: typeof ticket.url === "string" && /^https:\/\//i.test(ticket.url) ? ticket.url : undefined,
    priority: rendered(ticket.priority),
    tags: rendered(ticket.tags),
    account,
    contact,
    occurred: timeNotTaken(rendered(timeIn(sent)), raw.occurredAt),
  });
  const reporter: ReporterDraft = {
    ...(name && { name }),
    ...(email && { email }),
    ...(account && { account }),
    ...(externalId && { externalId }),
  };
  return {
    ok: true,
    draft: {
      title: title ?? null,
      text: words || (title ?? `Ticket ${id ?? ""} was sent without its text.`),
      entry: {
        author: authorBy(ticket, byline, name),
        visibility: ticket.visibility,
        authorName: tidyLine(rendered(ticket.authorName), 200) ?? byline,
        ticketId: id,
        commentId: tidyLine(rendered(ticket.commentId), 100) ?? null,
        hasWords: words !== "" || title !== undefined,
      },
      reporter: Object.keys(reporter).length > 0 ? reporter : null,
      context,
      occurredAt: raw.occurredAt,
      isMarkedSpam: context.tags?.includes(TEST_TAG) ?? false,
    },
  };
}

/** Where nothing else says who wrote, the name above a formatted comment does. */
function authorBy(
  ticket: Ticket,
  byline: string | null,
  requester: string | undefined,
): EntryDraft["author"] {
  if (ticket.author !== "unknown" || byline === null || requester === undefined) return ticket.author;
  return byline.toLowerCase() === requester.toLowerCase() ? "reporter" : "other";
}

/** Tickets with this tag are trials of the connection: recorded, but kept apart from real reports. */
const TEST_TAG = "steady_test";

type Ticket = Authorship &
  Partial<
    Record<
      | "id"
      | "title"
      | "text"
      | "attachments"
      | "commentId"
      | "authorName"
      | "name"
      | "email"
      | "account"
      | "requesterId"
      | "url"
      | "priority"
      | "tags"
      | "channel",
      unknown
    >
  >;

const ticketOf = (sent: Fields): Ticket => {
  const type = eventType(sent);
  return type ? fromEvent(sent, type) : fromTrigger(sent);
};

function fromEvent(sent: Fields, type: string): Ticket {
  const detail = asFields(sent["detail"]) ?? {};
  const event = asFields(sent["event"]) ?? {};
  const message = asFields(event["message"]);
  const comment = asFields(event["comment"]) ?? message ?? {};
  const person = asFields(comment["author"]) ?? asFields(event["actor"]);
  const isCreation = type === "ticket.created";
  const requesterId = detail["requester_id"] ?? asFields(detail["requester"])?.["id"];
  const authorship = readAuthorship({
    comments: [comment],
    people: isCreation ? [asFields(comment["author"])] : [person],
    // A ticket is public when one of its comments is: for a later comment only that it is not says anything.
    tops: [isCreation || isPrivateTicket(detail) ? pick(detail, ["is_public", "public"]) : null],
    via: isCreation ? [] : [comment["via"], event["via"]],
    identities: {
      authorId: comment["author_id"] ?? person?.["id"],
      authorEmail: person?.["email"],
      requesterId,
      requesterEmail: asFields(detail["requester"])?.["email"],
      assigneeId: detail["assignee_id"],
    },
  });
  const { author } = authorship;
  return {
    author: isCreation && author !== "staff" ? openedBy(detail, author) : author,
    // What is written in a chat is written to the other side of it.
    visibility: message && authorship.visibility === "unknown" ? "public" : authorship.visibility,
    id: detail["id"],
    title: detail["subject"],
    text: comment["plain_body"] ?? comment["body"] ?? comment["html_body"] ?? detail["description"],
    attachments: comment["attachments"] ?? event["attachments"],
    commentId: comment["id"],
    authorName: author === "reporter" ? undefined : person?.["name"],
    name: author === "staff" || author === "machine" || author === "other" ? undefined : person?.["name"],
    requesterId: requesterId ?? (author === "unknown" || author === "reporter" ? person?.["id"] : undefined),
    priority: detail["priority"],
    tags: detail["tags"],
    channel: asFields(detail["via"])?.["channel"],
  };
}

const isPrivateTicket = (detail: Fields): boolean => String(detail["is_public"]).toLowerCase() === "false";

const pick = (fields: Fields, names: readonly string[]): Fields =>
  Object.fromEntries(names.flatMap((name) => (name in fields ? [[name, fields[name]]] : [])));

/** A ticket's first words are its requester's, unless somebody else handed it in for them: then it is not known whose they are. */
function openedBy(detail: Fields, author: Authorship["author"]): Authorship["author"] {
  const [submitter, requester] = [
    tidyLine(detail["submitter_id"], 200),
    tidyLine(detail["requester_id"], 200),
  ];
  if (submitter && requester && submitter !== requester) return "unknown";
  return author === "unknown" || author === "machine" || author === "other" ? "reporter" : author;
}

function fromTrigger(sent: Fields): Ticket {
  const ticket = asFields(sent["ticket"]) ?? sent;
  const requester = asFields(ticket["requester"]) ?? asFields(sent["requester"]) ?? {};
  const either = (...names: readonly string[]): unknown => {
    for (const fields of ticket === sent ? [sent] : [ticket, sent])
      for (const name of names) if (isGiven(fields[name])) return fields[name];
    return undefined;
  };
  const latest = either("latest_comment", "latest_public_comment", "comment", "last_comment");
  const comment = asFields(latest);
  const [people, users] = [
    [
      asFields(comment?.["author"]),
      asFields(either("author", "comment_author", "commenter", "updater", "actor")),
    ],
    asFields(either("current_user")),
  ];
  const person = people[0] ?? people[1] ?? users;
  const requesterEmail = either("requester_email") ?? requester["email"];
  const authorship = readAuthorship({
    comments: [comment],
    people: [...people, users],
    tops: ticket === sent ? [sent] : [ticket, sent],
    via: [comment?.["via"], either("comment_via", "latest_comment_via", "via")],
    identities: {
      authorId: comment?.["author_id"] ?? either("author_id", "comment_author_id") ?? person?.["id"],
      authorEmail: either("author_email", "comment_author_email", "current_user_email") ?? person?.["email"],
      requesterId: either("requester_id") ?? requester["id"],
      requesterEmail,
      assigneeId: either("assignee_id"),
    },
  });
  return {
    ...authorship,
    id: either("ticket_id", "ticketId") ?? ticket["id"],
    title: either("title", "ticket_title", "subject"),
    text:
      (comment
        ? (comment["plain_body"] ?? comment["body"] ?? comment["html_body"] ?? comment["text"])
        : latest) ??
      either(
        "latest_comment_formatted",
        "latest_comment_html",
        "description",
        "text",
        "body",
        "comments_formatted",
      ),
    attachments: comment?.["attachments"] ?? either("attachments", "latest_comment_attachments"),
    commentId: comment?.["id"] ?? either("comment_id", "latest_comment_id"),
    authorName: either("author_name", "comment_author_name", "current_user_name") ?? person?.["name"],
    name: either("requester_name") ?? requester["name"],
    email: requesterEmail,
    account: either("organization", "account"),
    requesterId: either("requester_id") ?? requester["id"],
    url: withScheme(either("url", "ticket_url", "link")),
    priority: ticket["priority"],
    tags: ticket["tags"],
    channel: typeof ticket["via"] === "string" ? ticket["via"] : asFields(ticket["via"])?.["channel"],
  };
}

/** Whether a field says anything: placeholders that have no value come as empty text. */
const isGiven = (value: unknown): boolean =>
  value !== undefined && value !== null && !(typeof value === "string" && value.trim() === "");

/** `{{ticket.url}}` and `{{ticket.link}}` come without their scheme. */
function withScheme(url: unknown): unknown {
  return typeof url === "string" && /^[a-z0-9-]+\.zendesk\.com\//i.test(url) ? `https://${url}` : url;
}

/**
 * What an event or ticket says of when it happened, as it stands there; of a trigger, when the comment that it tells of was written. Its
 * own `created_at` is when the ticket was made: it says nothing of what staff, a machine or the requester wrote later.
 */
export function zendeskTime(contentType: string, body: Uint8Array): unknown {
  const sent = decodeFields(contentType, body);
  return sent === null ? undefined : timeIn(sent);
}

const timeIn = (sent: Fields): unknown =>
  sent["time"] ?? commentTimeOf(sent) ?? (isLaterComment(sent) ? undefined : sent["created_at"]);

const commentTimeOf = (sent: Fields): unknown =>
  (asFields(sent["latest_comment"]) ?? asFields(sent["comment"]))?.["created_at"] ??
  sent["latest_comment_created_at"] ??
  sent["comment_created_at"];

/** Whether a trigger's body tells of something that was written after the ticket was made. */
function isLaterComment(sent: Fields): boolean {
  if (eventType(sent)) return false;
  const { author } = fromTrigger(sent);
  const [latest, first] = [sent["latest_comment"], sent["description"]];
  const isOther =
    typeof latest === "string" && isGiven(latest) && typeof first === "string" && isGiven(first)
      ? latest.trim() !== first.trim()
      : false;
  return author === "staff" || author === "machine" || author === "other" || isOther;
}
