import { describe, expect, test } from "vitest";
import { readWithdrawal } from "./zendesk-withdrawals";

const read = (sent: object) =>
  readWithdrawal("application/json", new TextEncoder().encode(JSON.stringify(sent)));
const event = (type: string, more: object = {}) => ({ type, detail: { id: "71" }, ...more });

describe("what an event takes back, in whatever shape it comes", () => {
  test.each([
    ["zen:event-type:ticket.soft_deleted", "withdrawn"],
    ["ZEN:Event-Type:Ticket.Soft_Deleted", "withdrawn"],
    ["ticket.deleted", "withdrawn"],
    ["deleted", "withdrawn"],
    ["zen:event-type:messaging_ticket.deleted", "withdrawn"],
    ["ticket.hard_deleted", "erased"],
    ["ticket.redacted", "erased"],
    ["ticket.restored", "restored"],
    ["ticket.recovered", "restored"],
    ["ticket.marked_as_not_spam", "not_spam"],
  ])("%s: %s", (type, kind) => expect(read(event(type))).toEqual({ kind, ticketId: "71" }));

  test.each([
    "x zen:event-type:ticket.deleted",
    "organization.deleted",
    `${"x".repeat(100)}ticket.deleted`,
    "ticket.ticket.deleted",
    "",
  ])("%.40s: nothing", (type) => expect(read(event(type))).toBeNull());

  test.each([
    ["comment_redacted"],
    ["comment_deleted"],
    ["comment_attachment_redacted"],
    ["attachment_redacted"],
    ["attachment_redacted_from_comment"],
  ])("%s is a comment's redaction", (name) =>
    expect(read(event(`ticket.${name}`, { event: { comment_id: 5 } }))).toEqual({
      kind: "redacted",
      ticketId: "71",
      commentId: "5",
      text: null,
    }),
  );

  test.each<[string, object, string | null]>([
    ["in the event's comment", { event: { comment: { id: 5 }, comment_id: 6 }, comment_id: 7 }, "5"],
    ["in the event", { event: { comment_id: 6 }, comment_id: 7 }, "6"],
    ["at the top", { comment_id: 7 }, "7"],
    ["in a comment at the top", { comment: { id: 8 } }, "8"],
    ["nowhere", {}, null],
  ])("a comment that was made private is named %s", (_, more, commentId) =>
    expect(read(event("ticket.comment_made_private", more))).toEqual({
      kind: "made_private",
      ticketId: "71",
      commentId,
    }),
  );

  test.each<[string, object, string | null]>([
    ["plain before others", { plain_body: "a", body: "b", html_body: "c" }, "a"],
    ["the body before its HTML", { body: "b", html_body: "c" }, "b"],
    ["HTML where nothing else is", { plain_body: null, html_body: "<p>c</p>" }, "<p>c</p>"],
    ["none, though empty words are words", { plain_body: "" }, ""],
    ["no text", { body: 7 }, null],
  ])("a redacted comment's words: %s", (_, comment, text) =>
    expect(read(event("ticket.comment_redacted", { comment }))).toMatchObject({ text }),
  );
});

describe("the tickets", () => {
  const gone = (more: object) => read({ type: "ticket.deleted", ...more })?.ticketId ?? null;
  test.each<[string, object, string | null]>([
    ["in the detail", { detail: { id: 71 }, ticket_id: "80" }, "71"],
    ["as a number of its own", { ticket_id: 80 }, "80"],
    ["within the ticket", { ticket: { ticket_id: "80", id: "81" } }, "80"],
    ["as the ticket's id", { ticket: { id: " 81 " } }, "81"],
    ["not as the delivery's own id", { id: "81" }, null],
    ["not as nothing", { ticket_id: " " }, null],
    ["not as a list", { ticket_id: ["80"] }, null],
    ["as 200 characters", { ticket_id: "8".repeat(200) }, "8".repeat(200)],
    ["not as more", { ticket_id: "8".repeat(201) }, null],
    ["not as a placeholder", { ticket_id: "{{ticket.id}}" }, null],
  ])("are named %s", (_, more, ticketId) => expect(gone(more)).toBe(ticketId));

  test.each<[string, object]>([
    ["target_ticket_id", { target_ticket_id: 80 }],
    ["target_id", { target_id: "80" }],
    ["target_ticket", { target_ticket: { id: 80 } }],
    ["target", { target: { ticket_id: 80 } }],
    ["merged_into_id", { merged_into_id: 80 }],
    ["merged_into", { merged_into: { id: 80 } }],
    ["into", { into: "80" }],
    ["the first that names one", { target_ticket_id: "", target: {}, into: 80 }],
  ])("a merged one's other is named by %s, wherever", (_, names) => {
    const merged = { kind: "merged", ticketId: "71", intoTicketId: "80" };
    expect(read(event("ticket.merged", { event: names }))).toEqual(merged);
    expect(read({ type: "ticket.merged", detail: { id: "71", ...names } })).toEqual(merged);
    expect(read(event("ticket.merged", names))).toEqual(merged);
  });
  test("a ticket merged into what nobody names is left alone", () =>
    expect(read(event("ticket.merged", { event: { target: [] } }))).toBeNull());
});

describe("what a trigger says by its status", () => {
  test.each<[object, string | null]>([
    [{ status: " DELETED " }, "withdrawn"],
    [{ status: "spam" }, "spam"],
    [{ ticket_status: "deleted" }, "withdrawn"],
    [{ status: "open", ticket_status: "deleted" }, null],
    [{ status: "undeleted" }, null],
    [{ status: 7 }, null],
    [{}, null],
    // An event of its own says what it is; its status is another matter.
    [{ type: "ticket.comment_added", status: "deleted" }, null],
  ])("%j: %s", (sent, kind) => {
    expect(read({ ticket_id: "71", ...sent })?.kind ?? null).toBe(kind);
  });
  test("within the ticket, too", () =>
    expect(read({ ticket: { id: 71, ticket_status: "spam" } })).toEqual({ kind: "spam", ticketId: "71" }));
  test("of what cannot be read nothing is taken back", () =>
    expect(readWithdrawal("application/json", new TextEncoder().encode("[1,2]"))).toBeNull());
});
