import { describe, expect, test } from "vitest";
import { readWithdrawal } from "./zendesk-withdrawals";

const read = (sent: object) =>
  readWithdrawal("application/json", new TextEncoder().encode(JSON.stringify(sent)));
const event = (name: string, more: object = {}) => ({
  type: `zen:event-type:ticket.${name}`,
  detail: { id: "71" },
  event: {},
  ...more,
});

describe("B6: what a helpdesk takes back", () => {
  test.each([
    ["soft_deleted", "withdrawn"],
    ["permanently_deleted", "erased"],
    ["undeleted", "restored"],
    ["marked_as_spam", "spam"],
    ["unmarked_as_spam", "not_spam"],
  ])("%s", (name, kind) => expect(read(event(name))).toEqual({ kind, ticketId: "71" }));

  test.each([
    ["with its words as they are now", { comment: { id: 5, body: "My card is ▇▇▇" } }, "5", "My card is ▇▇▇"],
    ["without words", { comment: { id: "5" } }, "5", null],
    ["without a comment", {}, null, null],
  ])("a redacted comment %s", (_, inside, commentId, text) =>
    expect(read(event("comment_redacted", { event: inside }))).toEqual({
      kind: "redacted",
      ticketId: "71",
      commentId,
      text,
    }),
  );

  test.each([
    ["in the event", { event: { target_ticket_id: 80 } }],
    ["as an object", { event: { target: { id: "80" } } }],
    ["in the detail", { detail: { id: "71", merged_into_id: "80" } }],
  ])("merged, the other ticket %s", (_, more) =>
    expect(read(event("merged", more))).toEqual({ kind: "merged", ticketId: "71", intoTicketId: "80" }),
  );

  test("a trigger's status, in any case", () => {
    expect(read({ ticket_id: 71, status: "Deleted" })).toEqual({ kind: "withdrawn", ticketId: "71" });
    expect(read({ ticket: { id: 71, status: "deleted" } })).toEqual({ kind: "withdrawn", ticketId: "71" });
  });

  test.each([
    ["an ordinary comment", event("comment_added")],
    ["no ticket", { type: "zen:event-type:ticket.soft_deleted", detail: {} }],
    ["a ticket merged into itself, or into nothing", event("merged", { event: { target_ticket_id: "71" } })],
    ["an open ticket", { ticket_id: "71", status: "open", description: "deleted" }],
    ["a word that every object knows", { type: "constructor", ticket_id: "71" }],
    ["the same as a status", { ticket_id: "71", status: "toString" }],
    ["a placeholder", { ticket_id: "{{ticket.id}}", status: "deleted" }],
  ])("nothing: %s", (_, sent) => expect(read(sent)).toBeNull());
});
