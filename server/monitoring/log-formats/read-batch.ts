import { setImmediate as nextTurn } from "node:timers/promises";
import {
  LOG_BATCH_MAX_ROWS,
  LOG_FUTURE_DAYS,
  LOG_PAST_DAYS,
  type LogRejection,
} from "@/contracts/monitoring";
import { AppError } from "@/server/platform/errors";
import { readGeneric } from "./generic";
import { looksLikeKong, readKong } from "./kong";
import { isFields, type LogRow } from "./log-row";

export type ReadBatch = { rows: LogRow[]; rejected: number; rejections: LogRejection[] };

const DAY_MS = 86_400_000;
const REJECTIONS_LISTED = 100;
/** Lines between two breaths: a few milliseconds in which nothing else in this process runs. */
const LINES_PER_TURN = 1_000;

/**
 * Reads a batch in whichever form it came: one JSON object, an array of them, or one object per line. Each entry is Kong's or of the
 * documented field set; what cannot be read is counted with its line and reason and does not take the others down.
 * @throws AppError BAD_REQUEST when it is none of these, UNPROCESSABLE when not one line can be stored, PAYLOAD_TOO_LARGE beyond 50,000 lines.
 */
export async function readBatch(body: Uint8Array, now: Date): Promise<ReadBatch> {
  const text = new TextDecoder("utf-8", { ignoreBOM: false }).decode(body);
  const entries = entriesOf(text);
  const fromMs = now.getTime() - LOG_PAST_DAYS * DAY_MS;
  const untilMs = now.getTime() + LOG_FUTURE_DAYS * DAY_MS;
  const batch: ReadBatch = { rows: [], rejected: 0, rejections: [] };
  let seen = 0;
  for (const { line, entry, isBroken } of entries) {
    if (++seen > LOG_BATCH_MAX_ROWS)
      throw new AppError(
        "PAYLOAD_TOO_LARGE",
        `A batch holds at most ${LOG_BATCH_MAX_ROWS} lines. Send it in parts.`,
        { max: LOG_BATCH_MAX_ROWS },
      );
    if (seen % LINES_PER_TURN === 0) await nextTurn();
    const row = isBroken
      ? "the line is not valid JSON"
      : !isFields(entry)
        ? "the line is not a JSON object"
        : looksLikeKong(entry)
          ? readKong(entry)
          : readGeneric(entry);
    const refused =
      typeof row === "string"
        ? row
        : row.tsMs < fromMs
          ? `the time is more than ${LOG_PAST_DAYS} days ago`
          : row.tsMs > untilMs
            ? `the time is more than ${LOG_FUTURE_DAYS} days ahead`
            : null;
    if (refused === null) batch.rows.push(row as LogRow);
    else {
      batch.rejected += 1;
      if (batch.rejections.length < REJECTIONS_LISTED) batch.rejections.push({ line, reason: refused });
    }
  }
  if (seen === 0) throw new AppError("BAD_REQUEST", "The body holds no log lines.");
  if (batch.rows.length === 0)
    throw new AppError(
      "UNPROCESSABLE",
      `None of the ${seen} lines can be stored: ${batch.rejections[0]!.reason}.`,
      { rejected: batch.rejected, rejections: batch.rejections },
    );
  return batch;
}

type Entry = { line: number; entry?: unknown; isBroken: boolean };

function* entriesOf(text: string): Generator<Entry> {
  const start = text.search(/\S/);
  if (start < 0) return;
  if (text[start] === "[") {
    const all = parse(text);
    if (!Array.isArray(all))
      throw new AppError(
        "BAD_REQUEST",
        "The body begins like a JSON array and is none. One JSON object per line is fine too.",
      );
    for (let at = 0; at < all.length; at++)
      yield { line: at + 1, entry: all[at] as unknown, isBroken: false };
    return;
  }
  if (text[start] !== "{")
    throw new AppError("BAD_REQUEST", "The body is neither JSON nor one JSON object per line.");
  // A pretty-printed object ends its first line in the middle; one object per line does not.
  const firstEnd = text.indexOf("\n", start);
  if (firstEnd >= 0 && parse(text.slice(start, firstEnd)) === BROKEN) {
    const whole = parse(text);
    if (whole !== BROKEN) {
      yield { line: 1, entry: whole, isBroken: false };
      return;
    }
  }
  yield* linesOf(text);
}

function* linesOf(text: string): Generator<Entry> {
  let line = 0;
  for (let from = 0; from < text.length;) {
    let end = text.indexOf("\n", from);
    if (end < 0) end = text.length;
    line += 1;
    const one = text.slice(from, end).trim();
    from = end + 1;
    if (one === "") continue;
    const entry = parse(one);
    yield entry === BROKEN ? { line, isBroken: true } : { line, entry, isBroken: false };
  }
}

const BROKEN = Symbol("broken");

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return BROKEN;
  }
}
