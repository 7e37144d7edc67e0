import { INBOX_SORTS, type InboxSort } from "@/contracts/board";

/** The sort that an address names; by severity where it names none. */
export const readInboxSort = (word: string | null): InboxSort =>
  INBOX_SORTS.find((sort) => sort === word) ?? "severity";
