/** The ways in: kinds of source, what senders may send, and the draft that every report becomes before the pipeline reads it. */
import { z } from "zod";
import { cutText } from "./cut-text";
import type { ItemContext } from "./feedback";
import { SavedWords, WordsForAll } from "./form-words";
import { languageOf } from "./languages";

export const SOURCE_KINDS = ["form", "zendesk", "gateway_logs", "agent", "api", "releases"] as const;
export const SourceKind = z.enum(SOURCE_KINDS);
export type SourceKind = z.infer<typeof SourceKind>;

/** Built-in sources exist in every organization and have no public key of their own. */
export const BUILT_IN_SOURCES = ["agent", "api", "releases"] as const satisfies readonly SourceKind[];

/** Sources that a lead creates for a launch. */
export const CREATABLE_SOURCES = ["form", "zendesk", "gateway_logs"] as const satisfies readonly SourceKind[];
export const CreatableSource = z.enum(CREATABLE_SOURCES);
export type CreatableSource = z.infer<typeof CreatableSource>;

export const SOURCE_STATES = ["active", "paused", "removed"] as const;
export const SourceState = z.enum(SOURCE_STATES);
export type SourceState = z.infer<typeof SourceState>;

export const RELEASE_KINDS = ["deployment", "flag", "config"] as const;
export const ReleaseKind = z.enum(RELEASE_KINDS);
export type ReleaseKind = z.infer<typeof ReleaseKind>;

export const RELEASE_OUTCOMES = ["started", "succeeded", "failed", "rolled_back"] as const;
export const ReleaseOutcome = z.enum(RELEASE_OUTCOMES);
export type ReleaseOutcome = z.infer<typeof ReleaseOutcome>;

/** Longest text of a report, characters. */
export const TEXT_MAX = 20_000;
export const TITLE_MAX = 300;
/** The largest picture that a report may bring: what telephones make. */
export const PICTURE_MAX_MB = 15;
export const PICTURE_MAX_BYTES = PICTURE_MAX_MB * 1_048_576;
/** What a browser lets people choose as one. */
export const PICTURE_TYPES = "image/png,image/jpeg,image/webp,image/heic,image/heif,.heic,.heif";
/** How far back a sender may say that something occurred, days. */
export const OCCURRED_DAYS_BACK = 30;

/** Who reported, as the source says it; every part is data. */
export type ReporterDraft = { name?: string; email?: string; account?: string; externalId?: string };

/**
 * Whose words an entry of a report is. `other`: somebody else than the reporter, not known to be staff (a colleague in copy); `unknown`:
 * the source does not say.
 */
export const ENTRY_AUTHORS = ["reporter", "staff", "machine", "other", "unknown"] as const;
export const EntryAuthor = z.enum(ENTRY_AUTHORS);
export type EntryAuthor = z.infer<typeof EntryAuthor>;
/** Who may read an entry at its source: the reporter too (public), the team alone (private), or the source does not say. */
export const ENTRY_VISIBILITIES = ["public", "private", "unknown"] as const;
export const EntryVisibility = z.enum(ENTRY_VISIBILITIES);
export type EntryVisibility = z.infer<typeof EntryVisibility>;

/** Where a text stands in a conversation with a reporter. */
export type EntryDraft = {
  author: EntryAuthor;
  visibility: EntryVisibility;
  /** Who wrote it, when that is not the reporter and the source names them. */
  authorName: string | null;
  /** The helpdesk's own id of the conversation, which is one report however many deliveries tell of it; null elsewhere. */
  ticketId: string | null;
  /** The helpdesk's own id of this comment, where it gives one. */
  commentId: string | null;
  /** Whether the delivery brought words of its own; without them `text` says that there were none. */
  hasWords: boolean;
};

/** What a hosted form shows of whoever filled it in. Each is one sign among several (server/reading/spam.ts). */
export type FormSigns = {
  /** A field that people do not see was filled in: by a machine, or by a password manager for a person. */
  isTrapFilled: boolean;
  /** From the page's making to its sending, ms; null when that is not known. */
  filledInMs: number | null;
};

/**
 * The field of the hosted form that people do not see: its name, id and label say nothing that a browser or a password manager keeps a
 * value for, and its attributes ask them to leave it alone.
 */
export const TRAP_FIELD = "second_line";
/** What that field was called before; forms embedded elsewhere may still send it. */
export const FORMER_TRAP_FIELD = "website";
export const TRAP_ATTRIBUTES = {
  tabIndex: -1,
  autoComplete: "off",
  "data-1p-ignore": "",
  "data-bwignore": "",
  "data-lpignore": "true",
  "data-form-type": "other",
} as const;
/** What our own test events write there: the one value that decides by itself. */
export const TEST_EVENT_MARK = "test event";

/** A page's nonce, which also says when the page was made, ms since epoch by the machine's clock. */
export const formNonce = (random: string, madeAtMs: number): string => `${madeAtMs.toString(36)}.${random}`;

const NONCE = /^([0-9a-z]{8,9})\./;

/** How long ago a page was made, ms, by its nonce; null when that does not say, or says something impossible. */
export function ageOfPage(nonce: string, nowMs: number): number | null {
  const [, time] = NONCE.exec(nonce) ?? [];
  const age = time === undefined ? -1 : nowMs - Number.parseInt(time, 36);
  return age < 0 ? null : age;
}

/** One report, normalised from whatever arrived; nothing in it has been understood yet. */
export type Draft = {
  title: string | null;
  /** Plain text, at most TEXT_MAX characters. */
  text: string;
  /** Where the text stands in a conversation; without it, `REPORTED_DIRECTLY`. */
  entry?: EntryDraft;
  reporter: ReporterDraft | null;
  context: ItemContext;
  occurredAt: Date;
  /** It is a test event of ours or the sender's: recorded, but in quarantine. */
  isMarkedSpam: boolean;
  /** How a hosted form was filled in; null for what came another way. */
  formSigns?: FormSigns | null;
};

/** What the reason of every report in quarantine begins with that arrived and could not be read. */
export const UNREADABLE = "Arrived, unreadable: ";

/** What arrived, with what is needed to read it. */
export type RawDelivery = {
  kind: SourceKind;
  contentType: string;
  headers: Readonly<Record<string, string>>;
  body: Uint8Array;
  occurredAt: Date;
  config: Readonly<Record<string, unknown>>;
};

export type DraftResult = { ok: true; draft: Draft } | { ok: false; reason: string };

/** A report that its reporter handed in themselves, to us: a form, an application's own channel. */
export const REPORTED_DIRECTLY: EntryDraft = {
  author: "reporter",
  visibility: "public",
  authorName: null,
  ticketId: null,
  commentId: null,
  hasWords: true,
};

/** A fact beside the report: whatever stands there, the report is taken in; what is usable of it is read later (sources/api.ts). */
const Fact = z.unknown().optional();

/** The body of `POST /api/v1/items`. Only launch and text have to be right. */
export const PostedItem = z.strictObject({
  launch: z
    .string()
    .min(1)
    .max(80)
    .regex(/^[^\p{C}]+$/u, "Control characters are not accepted."),
  text: z.string().trim().min(1, "Say what happened.").max(TEXT_MAX),
  title: Fact,
  reporter: Fact,
  context: Fact,
  occurredAt: Fact,
});
export type PostedItem = z.infer<typeof PostedItem>;

/** What the address of a hosted form may bring along, by field, with the most characters that are kept. */
export const PASSED_LENGTHS = { url: 2000, version: 100, account: 200, request_id: 200, name: 200 } as const;
export type PassedField = keyof typeof PASSED_LENGTHS;
export const PASSED_FIELDS = Object.keys(PASSED_LENGTHS) as PassedField[];

/** A field beside the report: cut to what is kept, never a reason to refuse it. */
const fieldOf = (max: number) =>
  z
    .string()
    .default("")
    .transform((text) => cutText(text.trim(), max));

/** The fields of the hosted form; the last two are its trap, which people do not see. */
export const PostedForm = z.object({
  text: z
    .string()
    .trim()
    .min(1, "Please say what happened.")
    .max(TEXT_MAX, "Please keep it under 20,000 characters."),
  email: fieldOf(500),
  name: fieldOf(PASSED_LENGTHS.name),
  url: fieldOf(PASSED_LENGTHS.url),
  version: fieldOf(PASSED_LENGTHS.version),
  account: fieldOf(PASSED_LENGTHS.account),
  request_id: fieldOf(PASSED_LENGTHS.request_id),
  nonce: fieldOf(100),
  /** The language that the page was drawn in; "" when it does not say, or says something else. */
  lang: fieldOf(35).transform((tag) => languageOf(tag) ?? ""),
  [TRAP_FIELD]: fieldOf(2000),
  [FORMER_TRAP_FIELD]: fieldOf(2000),
});
export type PostedForm = z.infer<typeof PostedForm>;

export const Idempotency = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[\x21-\x7e]+$/, "Use printable ASCII without spaces.");

export const SourceName = z.string().trim().min(1, "Give it a name.").max(80);

/** What a lead may say on a helpdesk's connection. */
export const HelpdeskConfig = z.object({
  /** Whether reporters are sent an acknowledgement; a helpdesk usually sends its own. */
  acknowledges: z.boolean().default(false),
});
export type HelpdeskConfig = z.infer<typeof HelpdeskConfig>;

export const CreateSource = z.object({
  launchId: z.string(),
  kind: CreatableSource,
  name: SourceName,
  /** Forms only. */
  config: WordsForAll.optional(),
});
export type CreateSource = z.infer<typeof CreateSource>;
export const ChangeSource = z.object({
  id: z.string(),
  version: z.number().int(),
  name: SourceName.optional(),
  state: z.enum(["active", "paused"]).optional(),
  /** Forms only: the words of the languages that were edited. */
  texts: SavedWords.optional(),
  /** Helpdesks only. */
  acknowledges: z.boolean().optional(),
});
export type ChangeSource = z.infer<typeof ChangeSource>;
/** A new secret: made here, or brought from a sender that makes its own, as Zendesk does. */
export const RotateSecret = z.object({
  id: z.string(),
  secret: z.string().trim().min(16, "A signing secret has at least 16 characters.").max(300).optional(),
});
export type RotateSecret = z.infer<typeof RotateSecret>;
