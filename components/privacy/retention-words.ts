import { formatCount, formatNoun } from "@/components/format/numbers";
import type { RetentionKind } from "@/contracts/retention";

type KindWords = {
  name: string;
  /** What goes when the term ends, and what stays. */
  goes: string;
  /** From when the term counts: "after …". */
  from: string;
  /** What is counted. */
  one: string;
  many?: string;
};

/** Every kind that has a term, in words. */
export const RETENTION_WORDS: Readonly<Record<RetentionKind, KindWords>> = {
  log_lines: {
    name: "Log lines",
    goes: "Each request as the gateway logged it. Traffic figures and charts stay; the requests behind an issue no longer open.",
    from: "after the request",
    one: "line",
  },
  refusals: {
    name: "Refused deliveries",
    goes: "The counts and reasons of what was refused.",
    from: "after the refusal",
    one: "entry",
    many: "entries",
  },
  model_calls: {
    name: "Calls to models",
    goes: "The record of each call: model, outcome, tokens, error. Labels stay.",
    from: "after the call",
    one: "call",
  },
  sessions: {
    name: "Ended sessions",
    goes: "Time, browser and network address of members’ sessions that have ended, and spent links for new passwords.",
    from: "after the session ended",
    one: "session or link",
    many: "sessions and links",
  },
  mails: {
    name: "Outgoing mails",
    goes: "Address, subject and text. That a mail was written, and whether it was sent, stays. One that waits is never deleted.",
    from: "after it was sent, or written where it was not",
    one: "mail",
  },
  failed_jobs: {
    name: "Failed jobs",
    goes: "The job and its error, and the report with it when that could not be recorded at all.",
    from: "after the last attempt",
    one: "job",
  },
  unreadable: {
    name: "Unreadable arrivals",
    goes: "The bytes that nobody could read, and their place in quarantine.",
    from: "after it arrived",
    one: "arrival",
  },
  items: {
    name: "Reports of closed launches",
    goes:
      "Reports with their conversations, pictures and people, and what quotes them. Issues stay, without those reports in their " +
      "counts. Never while the launch is open.",
    from: "after the launch was closed, or the report arrived if that was later",
    one: "report",
  },
  raw_bodies: {
    name: "Reports as they arrived",
    goes: "Body and headers, byte for byte, once they are read. The report, and a hash of what arrived, stay.",
    from: "after it arrived",
    one: "body",
    many: "bodies",
  },
};

/** A kind of a run, also one that this version does not know. */
export const kindName = (kind: string): string =>
  (RETENTION_WORDS as Partial<Record<string, KindWords>>)[kind]?.name ?? kind;

/** So many rows of a kind: "12 mails". */
export function kindCount(kind: string, count: number, isCapped = false): string {
  const words = (RETENTION_WORDS as Partial<Record<string, KindWords>>)[kind];
  return words
    ? formatNoun(count, words.one, words.many, isCapped)
    : `${formatCount(count, isCapped)} of ${kind}`;
}

/** A term: "90 days", "1 day", "kept". */
export const termWords = (days: number | null): string => (days === null ? "Kept" : formatNoun(days, "day"));

/** What no term is set for, and how long that is kept. */
export const OTHERWISE_KEPT: readonly { what: string; howLong: string }[] = [
  {
    what: "Audit log, receipts of erasures, runs of retention",
    howLong: "For good. They hold ids, counts and names of members.",
  },
  {
    what: "Launches, issues with their history, criteria, members, sources, traffic figures",
    howLong: "As long as the organization.",
  },
  {
    what: "References, ids and hashes of what arrived",
    howLong: "As long as the organization, so that the same delivery is never taken twice.",
  },
  {
    what: "Browsers a member signed in from",
    howLong: "180 days after the last use; they go at the next sign-in.",
  },
  { what: "Finished background work", howLong: "24 hours." },
  { what: "Hints for open screens", howLong: "1 hour." },
  { what: "Texts somebody began and did not send", howLong: "7 days, in their own browser." },
  {
    what: "Backups",
    howLong: "Until whoever made them deletes them. They hold what was there when they were made.",
  },
];
