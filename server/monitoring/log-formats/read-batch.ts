import {
  LOG_BATCH_MAX_ROWS,
  LOG_FUTURE_DAYS,
  LOG_PAST_DAYS,
  type LogNoteKind,
  type LogRejection,
} from "@/contracts/monitoring";
import { AppError, asAppError } from "@/server/platform/errors";
import { parseJsonBytes, parseJsonText, type JsonLimits } from "@/server/platform/json";
import { BatchValues } from "./batch-values";
import type { DurationWitness } from "./duration-fields";
import { readGeneric } from "./generic";
import { looksLikeKong, readKong } from "./kong";
import { lineExample, valueExample } from "./line-example";
import { isFields, type LogRow } from "./log-row";
import { mendLine } from "./mend-line";
import { EntrySplitter, type RawEntry } from "./split-entries";

/** What is told on the source's page about some lines of a batch: how many, why, and a few of them as they may be shown. */
export type LineNote = { kind: LogNoteKind; reason: string; n: number; examples: string[] };

export type BatchSummary = {
  accepted: number;
  rejected: number;
  rejections: LogRejection[];
  /** Lines of which a duration could not be read. */
  unreadable: number;
  notes: LineNote[];
};

const DAY_MS = 86_400_000;
const REJECTIONS_LISTED = 100;
const EXAMPLES_KEPT = 3;
/** A Kong entry with its headers has some kB; one of more than this was not written by a gateway. */
const ENTRY_BYTES_MAX = 262_144;
const TOO_LONG = `the line is longer than ${ENTRY_BYTES_MAX / 1024} kB`;
/** So much of a refused line is looked at to show its beginning. */
const EXAMPLE_BYTES = 2_000;
/** What one entry may hold; a Kong entry with all its headers has about 200 values. */
const ENTRY_LIMITS: JsonLimits = { maxDepth: 32, maxValues: 4_000 };

/**
 * Reads a batch in whichever form it comes, piece by piece: one JSON object, an array of them, or one object per line. Each entry is
 * Kong's or of the documented field set; what cannot be read is counted with its line and reason and does not take the others down.
 */
export class BatchReader {
  private readonly splitter = new EntrySplitter(ENTRY_BYTES_MAX, isJson);
  private readonly fromMs: number;
  private readonly untilMs: number;
  private seen = 0;
  private readonly counted = { accepted: 0, rejected: 0, rejections: [] as LogRejection[], unreadable: 0 };
  private readonly notes = new Map<string, LineNote>();
  private readonly values = new BatchValues();
  /** The last line that had a duration which could not be read. */
  private unreadableAt = 0;
  private readonly witness: DurationWitness = {
    measured: (field, unit, value) => this.values.add(field, unit, value),
    unreadable: (field, value) => {
      this.unreadableAt = this.seen;
      this.note("unreadable", `${field} can't be read as a duration`, () => valueExample(field, value));
    },
  };

  constructor(now: Date) {
    this.fromMs = now.getTime() - LOG_PAST_DAYS * DAY_MS;
    this.untilMs = now.getTime() + LOG_FUTURE_DAYS * DAY_MS;
  }

  /**
   * The rows that this piece completes.
   * @throws AppError BAD_REQUEST when the body is none of the forms, PAYLOAD_TOO_LARGE beyond 50,000 entries.
   */
  *push(chunk: Uint8Array): Generator<LogRow> {
    for (const entry of this.splitter.push(chunk)) yield* this.read(entry);
  }

  /**
   * The rows that were left when the body ended.
   * @throws AppError BAD_REQUEST when it was empty or broken off, UNPROCESSABLE when not one entry can be stored.
   */
  *end(): Generator<LogRow> {
    for (const entry of this.splitter.end()) yield* this.read(entry);
    if (this.seen === 0) throw new AppError("BAD_REQUEST", "The body holds no log lines.");
    const { accepted, rejected, rejections } = this.counted;
    if (accepted === 0)
      throw new AppError(
        "UNPROCESSABLE",
        `None of the ${this.seen} lines can be stored: ${rejections[0]!.reason}.`,
        { rejected, rejections, notes: this.summary.notes },
      );
  }

  get summary(): BatchSummary {
    const implausible = this.values.judge().map((found): LineNote => ({ kind: "implausible", ...found }));
    return { ...this.counted, notes: [...this.notes.values(), ...implausible] };
  }

  private *read({ line, bytes }: RawEntry): Generator<LogRow> {
    if (++this.seen > LOG_BATCH_MAX_ROWS)
      throw new AppError(
        "PAYLOAD_TOO_LARGE",
        `A batch holds at most ${LOG_BATCH_MAX_ROWS} lines. Send it in parts.`,
        { max: LOG_BATCH_MAX_ROWS },
      );
    const entry = bytes === null ? undefined : parseEntry(bytes);
    const row = entry === undefined ? TOO_LONG : this.readRow(entry);
    const refused =
      typeof row === "string"
        ? row
        : row.tsMs < this.fromMs
          ? `the time is more than ${LOG_PAST_DAYS} days ago`
          : row.tsMs > this.untilMs
            ? `the time is more than ${LOG_FUTURE_DAYS} days ahead`
            : null;
    if (refused === null) {
      this.counted.accepted += 1;
      if (this.unreadableAt === this.seen) this.counted.unreadable += 1;
      this.values.addLine(row as LogRow);
      yield row as LogRow;
      return;
    }
    this.counted.rejected += 1;
    if (this.counted.rejections.length < REJECTIONS_LISTED)
      this.counted.rejections.push({ line, reason: refused });
    this.note("refused", refused, () =>
      bytes === null
        ? ""
        : lineExample(entry?.value, new TextDecoder().decode(bytes.subarray(0, EXAMPLE_BYTES))),
    );
  }

  private readRow({ value, refused }: Entry): LogRow | string {
    if (refused !== null) return refused;
    if (!isFields(value)) return "the line is not a JSON object";
    return looksLikeKong(value) ? readKong(value, this.witness) : readGeneric(value, this.witness);
  }

  /** Counts a line under its reason; of the first few an example is kept. */
  private note(kind: LogNoteKind, reason: string, example: () => string): void {
    const key = `${kind} ${reason}`;
    let note = this.notes.get(key);
    if (!note) this.notes.set(key, (note = { kind, reason, n: 0, examples: [] }));
    note.n += 1;
    if (note.examples.length >= EXAMPLES_KEPT) return;
    const shown = example();
    if (shown !== "" && !note.examples.includes(shown)) note.examples.push(shown);
  }
}

type Entry = { value: unknown; refused: string | null };

/** An entry's JSON, or why it has none. */
function parseEntry(bytes: Uint8Array): Entry {
  try {
    return { value: parseJsonBytes(bytes, ENTRY_LIMITS), refused: null };
  } catch (error) {
    if (asAppError(error)?.code === "UNPROCESSABLE")
      return { value: null, refused: "the line is nested too deeply or holds too many values" };
    const mended = parseJsonText(mendLine(bytes), ENTRY_LIMITS);
    return mended === undefined
      ? { value: null, refused: "the line is not valid JSON" }
      : { value: mended, refused: null };
  }
}

function isJson(bytes: Uint8Array): boolean {
  try {
    parseJsonBytes(bytes, ENTRY_LIMITS);
    return true;
  } catch {
    return parseJsonText(mendLine(bytes), ENTRY_LIMITS) !== undefined;
  }
}
