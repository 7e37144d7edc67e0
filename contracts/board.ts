/**
 * The board's one filter language: what is typed into the filter bar, kept in the address and in saved views, and understood by every
 * list of issues. `severity:critical,major component:checkout state:open owner:me since:24h double charge`.
 */
import { Cursor } from "./paging";
import { cutText } from "@/contracts/cut-text";
import { z } from "zod";
import { IssueState, OPEN_STATES } from "./feedback";
import { ItemType, Quadrant, Severity, Urgency } from "./triage";

/** What the board shows when nobody said otherwise: what still asks for work. */
export const FIRST_FILTER = "state:open";
/** How many issues a list asks for at once. */
const LIST_PAGE = 60;

/** Stands for "has none" among components, owners and teams. */
export const NONE = "none";
/** Stands for whoever asks, among owners. */
export const ME = "me";

const Reference = z.string().trim().min(1).max(80);

/** Values under one key are alternatives; keys narrow each other. Empty means: not filtered by this. */
export const BoardFilter = z.object({
  states: z.array(IssueState).max(8).default([]),
  severities: z.array(Severity).max(4).default([]),
  types: z.array(ItemType).max(8).default([]),
  quadrants: z.array(Quadrant).max(4).default([]),
  urgencies: z.array(Urgency).max(4).default([]),
  /** Slugs or ids, or `none`. */
  components: z.array(Reference).max(20).default([]),
  /** Membership ids, `me` or `none`. */
  owners: z.array(Reference).max(20).default([]),
  /** Team ids or `none`. */
  teams: z.array(Reference).max(20).default([]),
  /** Kinds of source or source ids: issues with at least one report from there. */
  sources: z.array(Reference).max(20).default([]),
  labels: z.array(Reference).max(20).default([]),
  /** Seen at least once in this last stretch: `90m`, `24h`, `3d`, `2w`. */
  since: z
    .string()
    .regex(/^[1-9]\d{0,3}[mhdw]$/)
    .nullable()
    .default(null),
  /** Words, beginnings and parts of them, who reported, a number or a reference (server/triage/issue-search.queries.ts). */
  text: z.string().trim().max(200).default(""),
});
export type BoardFilter = z.infer<typeof BoardFilter>;

/** The keys a person may type, and the part of the filter each fills. */
export const FILTER_KEYS = {
  state: "states",
  severity: "severities",
  type: "types",
  quadrant: "quadrants",
  urgency: "urgencies",
  component: "components",
  owner: "owners",
  team: "teams",
  source: "sources",
  label: "labels",
  since: "since",
} as const;
export type FilterKey = keyof typeof FILTER_KEYS;

/** Own keys alone: "constructor" is a word that every object knows. */
const isFilterKey = (word: string): word is FilterKey => Object.hasOwn(FILTER_KEYS, word);

const ONE_OF: Partial<Record<FilterKey, z.ZodType<string>>> = {
  state: IssueState,
  severity: Severity,
  type: ItemType,
  quadrant: Quadrant,
  urgency: Urgency,
};

/** Words that filters used before, in addresses and saved views, and what they are called now. */
const FORMER_WORDS: Partial<Record<FilterKey, ReadonlyMap<string, string>>> = {
  quadrant: new Map([["avoid", "later" satisfies Quadrant]]),
};

/** A token that was not understood, and why; the rest of the filter applies. */
export type FilterProblem = { token: string; message: string };

/**
 * Reads a filter as a person writes it. A word before a colon is a key only when it is one of ours, so that a pasted address stays
 * text; values may be quoted. What is not understood is left out and told.
 */
export function parseFilter(written: string): { filter: BoardFilter; problems: FilterProblem[] } {
  const lists: Record<string, string[]> = {};
  const problems: FilterProblem[] = [];
  const words: string[] = [];
  let since: string | null = null;
  for (const match of cutText(written, 2000).matchAll(
    /(?:(?<![A-Za-z])([A-Za-z]+):)?(?:((?:"[^"]*"|[^\s",]+)(?:,(?:"[^"]*"|[^\s",]+))*)|(\S+))/g,
  )) {
    const [whole, rawKey, values, odd] = match;
    const key = rawKey?.toLowerCase();
    if (key === undefined || !isFilterKey(key)) {
      words.push(whole.replaceAll('"', " ").trim());
      continue;
    }
    for (const word of splitValues(values ?? odd ?? "")) {
      const value = FORMER_WORDS[key]?.get(word) ?? word;
      const problem = readValue(key, value);
      if (problem) problems.push({ token: `${key}:${value}`, message: problem });
      else if (key === "since") since = value.toLowerCase();
      else {
        const list = (lists[FILTER_KEYS[key]] ??= []);
        for (const option of key === "state" && value === "open" ? OPEN_STATES : [value])
          if (!list.includes(option) && list.length < 20) list.push(option);
      }
    }
  }
  return {
    filter: BoardFilter.parse({ ...lists, since, text: cutText(words.join(" ").trim(), 200).trim() }),
    problems,
  };
}

function splitValues(values: string): string[] {
  return [...values.matchAll(/"([^"]*)"|([^",]+)/g)]
    .map((m) => (m[1] ?? m[2] ?? "").trim())
    .filter((v) => v !== "");
}

function readValue(key: FilterKey, value: string): string | null {
  if (key === "since")
    return BoardFilter.shape.since.safeParse(value.toLowerCase()).success
      ? null
      : "Say how long back: 90m, 24h, 3d or 2w.";
  if (key === "state" && value === "open") return null;
  const allowed = ONE_OF[key];
  if (allowed) return allowed.safeParse(value).success ? null : `There is no ${key} called “${value}”.`;
  return value.length <= 80 ? null : "That is too long.";
}

const quote = (value: string): string => (/[\s",]/.test(value) ? `"${value.replaceAll('"', "")}"` : value);

/** Writes a filter so that `parseFilter` reads the same one back. */
export function formatFilter(filter: BoardFilter): string {
  const tokens: string[] = [];
  for (const [key, part] of Object.entries(FILTER_KEYS)) {
    const value = filter[part];
    if (typeof value === "string") tokens.push(`${key}:${value}`);
    else if (value && value.length > 0)
      tokens.push(`${key}:${key === "state" ? formatStates(value) : value.map(quote).join(",")}`);
  }
  if (filter.text) tokens.push(filter.text.split(" ").map(quoteKey).join(" "));
  return tokens.join(" ");
}

/** A word of the text that reads like a key and its value was quoted when it was typed, and is again. */
function quoteKey(word: string): string {
  const key = /^([A-Za-z]+):./.exec(word)?.[1];
  return key !== undefined && isFilterKey(key.toLowerCase()) ? `"${word}"` : word;
}

function formatStates(states: readonly string[]): string {
  const isOpen = OPEN_STATES.every((s) => states.includes(s));
  const rest = isOpen ? states.filter((s) => !(OPEN_STATES as readonly string[]).includes(s)) : states;
  return [...(isOpen ? ["open"] : []), ...rest].join(",");
}

const UNIT_MS = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

/** How long a `since` reaches back, ms. */
export function sinceMs(since: string): number {
  return Number(since.slice(0, -1)) * UNIT_MS[since.slice(-1) as keyof typeof UNIT_MS];
}

/** relevance applies with text only, and is what text is sorted by unless said otherwise. */
export const BOARD_SORTS = ["impact", "last_seen", "created", "severity", "relevance"] as const;
export const BoardSort = z.enum(BOARD_SORTS);
export type BoardSort = z.infer<typeof BoardSort>;

/** Whether a text says enough to be searched for while it is typed: one letter finds half of everything, one digit an issue. */
export const isSearch = (text: string): boolean => text.length > 1 || /\d/.test(text);

/** What a search found an issue by, the strongest of it. */
export type FoundBy =
  | { by: "number" }
  | { by: "reference"; reference: string }
  /** Its own words. */
  | { by: "title" }
  /** The words of a report, or a part of one. */
  | { by: "report" }
  | { by: "reporter"; name: string };

const FilterText = z.string().max(2000).default("");

export const ListIssues = z.object({
  launchId: z.string().max(64),
  filter: FilterText,
  sort: BoardSort.optional(),
  cursor: Cursor,
  limit: z.int().min(1).max(200).default(50),
});
export const ReadBoard = z.object({ launchId: z.string().max(64), filter: FilterText });

/**
 * What a list of issues asks for, a page at a time. The page is read on the server and taken over in the browser by what was asked for,
 * so both make it here: an input that differs in anything is asked for twice.
 */
export function listInput(shown: { launchId: string; filter: string; sort: BoardSort | null | undefined }) {
  const { launchId, filter, sort } = shown;
  return { launchId, filter, sort: sort ?? undefined, limit: LIST_PAGE } satisfies z.input<typeof ListIssues>;
}

/** What the matrix and the kanban ask for, by the same rule as `listInput`; with a quadrant, for the issues of that one alone. */
export function boardInput(shown: { launchId: string; filter: string; quadrant?: Quadrant | null }) {
  const { launchId, filter, quadrant } = shown;
  return {
    launchId,
    filter: quadrant ? `${filter} quadrant:${quadrant}` : filter,
  } satisfies z.input<typeof ReadBoard>;
}

/** Why an issue waits for a person's look. */
export const REVIEW_REASONS = [
  "new",
  "low_confidence",
  "possible_duplicate",
  "regressed",
  "reporter_wrote_again",
  "snooze_ended",
  "below_line",
  "unread",
] as const;
export const ReviewReason = z.enum(REVIEW_REASONS);
export type ReviewReason = z.infer<typeof ReviewReason>;

/**
 * How the inbox is sorted: the most severe first and then by impact, which weighs reach, volume and trend; or by when issues first came.
 */
export const INBOX_SORTS = ["severity", "newest", "oldest"] as const;
export const InboxSort = z.enum(INBOX_SORTS);
export type InboxSort = z.infer<typeof InboxSort>;

export const ListInbox = z.object({
  launchId: z.string().max(64),
  filter: FilterText,
  reason: ReviewReason.optional(),
  sort: InboxSort.default("severity"),
  cursor: Cursor,
  limit: z.int().min(1).max(100).default(30),
});
/** The first page of the inbox as its screen and the server that reads ahead for it both request it. */
export const inboxInput = (of: { launchId: string; reason: ReviewReason | null; sort: InboxSort }) => ({
  launchId: of.launchId,
  limit: 40,
  ...(of.reason ? { reason: of.reason } : {}),
  ...(of.sort === "severity" ? {} : { sort: of.sort }),
});

/** What the frame counts beside its links: the inbox and the board. */
export const navInputs = (launchId: string) => ({
  inbox: { launchId, limit: 1 },
  counts: { launchId, filter: FIRST_FILTER },
});

/** How many issues of the inbox the war room shows. */
export const RAIL_ISSUES = 3;

export const ListSnoozed = z.object({
  launchId: z.string().max(64),
  cursor: Cursor,
  limit: z.int().min(1).max(100).default(30),
});
export const ListQuarantine = z.object({
  launchId: z.string().max(64),
  cursor: Cursor,
  limit: z.int().min(1).max(100).default(30),
});
