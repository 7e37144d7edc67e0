import {
  LOG_BATCH_MAX_ROWS,
  LOG_FUTURE_DAYS,
  LOG_PAST_DAYS,
  type LogRejection,
} from "@/contracts/monitoring";
import { AppError, asAppError } from "@/server/platform/errors";
import { parseJsonBytes, parseJsonText, type JsonLimits } from "@/server/platform/json";
import { readGeneric } from "./generic";
import { looksLikeKong, readKong } from "./kong";
import { isFields, type LogRow } from "./log-row";
import { mendLine } from "./mend-line";
import { EntrySplitter, type RawEntry } from "./split-entries";

export type BatchSummary = { accepted: number; rejected: number; rejections: LogRejection[] };

const DAY_MS = 86_400_000;
const REJECTIONS_LISTED = 100;
/** A Kong entry with its headers has some kB; one of more than this was not written by a gateway. */
const ENTRY_BYTES_MAX = 262_144;
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
  private readonly counted: BatchSummary = { accepted: 0, rejected: 0, rejections: [] };

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
        { rejected, rejections },
      );
  }

  get summary(): BatchSummary {
    return this.counted;
  }

  private *read({ line, bytes }: RawEntry): Generator<LogRow> {
    if (++this.seen > LOG_BATCH_MAX_ROWS)
      throw new AppError(
        "PAYLOAD_TOO_LARGE",
        `A batch holds at most ${LOG_BATCH_MAX_ROWS} lines. Send it in parts.`,
        { max: LOG_BATCH_MAX_ROWS },
      );
    const row = bytes === null ? `the line is longer than ${ENTRY_BYTES_MAX / 1024} kB` : readEntry(bytes);
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
      yield row as LogRow;
      return;
    }
    this.counted.rejected += 1;
    if (this.counted.rejections.length < REJECTIONS_LISTED)
      this.counted.rejections.push({ line, reason: refused });
  }
}

/** @returns the row, or why there is none */
function readEntry(bytes: Uint8Array): LogRow | string {
  let entry: unknown;
  try {
    entry = parseJsonBytes(bytes, ENTRY_LIMITS);
  } catch (error) {
    if (asAppError(error)?.code === "UNPROCESSABLE")
      return "the line is nested too deeply or holds too many values";
    entry = parseJsonText(mendLine(bytes), ENTRY_LIMITS);
    if (entry === undefined) return "the line is not valid JSON";
  }
  if (!isFields(entry)) return "the line is not a JSON object";
  return looksLikeKong(entry) ? readKong(entry) : readGeneric(entry);
}

function isJson(bytes: Uint8Array): boolean {
  try {
    parseJsonBytes(bytes, ENTRY_LIMITS);
    return true;
  } catch {
    return parseJsonText(mendLine(bytes), ENTRY_LIMITS) !== undefined;
  }
}
