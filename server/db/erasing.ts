import type { Scope } from "@/server/platform/scope";
import type { Tx } from "./client";

/** A report as it read before it was erased; `language` as it was recorded, `context` as contracts/feedback.ts has it. */
export type ErasedReport = {
  readonly id: string;
  readonly launchId: string;
  readonly title: string | null;
  readonly text: string;
  readonly language: string;
  readonly context: unknown;
};

/** What is being erased, as far as any table has to know of it. Ids are of one organization. */
export type ErasureSubject = {
  /** Reports; of some, nothing but a raw event exists. */
  readonly itemIds: readonly string[];
  /** Those that were read and recorded. */
  readonly reports: readonly ErasedReport[];
  readonly rawEventIds: readonly string[];
  /** People of whom no other report is left. */
  readonly reporterIds: readonly string[];
  /** Their addresses, as they were written. */
  readonly emails: readonly string[];
  /** Issues that a report is or ever was in, and those that were merged with them. */
  readonly issueIds: readonly string[];
  readonly sourceIds: readonly string[];
  /** When the first of the reports arrived. */
  readonly since: Date;
  /** Whether a text was made of the words or the name that go (server/feedback/quoting.ts). */
  readonly quotes: (text: string) => boolean;
  /** Names and addresses of the people who go, as they were written; none that is too short to tell anybody apart. */
  readonly names: readonly string[];
  /** A text without the names and addresses of the people who go: for what members wrote about something else. */
  readonly withoutNames: (text: string) => string;
};

/** How many rows of a table were emptied or removed, and what of them. */
export type Tally = { readonly table: string; readonly what: string; readonly rows: number };

/** Erases what one domain keeps of a subject, inside the transaction of the whole. */
export type Eraser = (tx: Tx, scope: Scope, subject: ErasureSubject) => Promise<readonly Tally[]>;
