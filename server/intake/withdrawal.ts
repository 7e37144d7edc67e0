/** What a helpdesk takes back of a ticket, or gives again. */
export type Withdrawal = { readonly ticketId: string } & (
  | { readonly kind: "withdrawn" | "erased" | "restored" | "spam" | "not_spam" }
  /** A comment's words as they are now, where the delivery says so; null where it says only that they went. */
  | { readonly kind: "redacted"; readonly commentId: string | null; readonly text: string | null }
  | { readonly kind: "made_private"; readonly commentId: string | null }
  | { readonly kind: "merged"; readonly intoTicketId: string }
);
