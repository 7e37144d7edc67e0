/**
 * Runs in a thread of its own (server/platform/threads.ts): unpacks and reads one batch of log lines. Uses neither database nor
 * environment.
 */
import { Readable } from "node:stream";
import type { MessagePort } from "node:worker_threads";
import { createGunzip } from "node:zlib";
import type { ErrorCode } from "@/contracts/errors";
import { AppError, asAppError } from "@/server/platform/errors";
import type { Columns } from "./log-columns";
import { readPortions, type BatchReading } from "./read-portions";
import type { RouteKnowledge } from "./route-cap";
import { TrafficJudge, type TrafficLists } from "./traffic-class";

export type ReadLogsTask = {
  body: Uint8Array;
  /** How far the body may unpack, bytes; null when it is not packed. */
  maxInflatedBytes: number | null;
  nowMs: number;
  lists: TrafficLists;
  knowledge: RouteKnowledge;
  /** Carries portions out, and for each, in their order, back in which of its rows were stored before. */
  port: MessagePort;
};

/**
 * What comes out through the port, in this order: `started`, portions, and how it ended. An error's class does not survive its way out of
 * a thread; a refusal does as a value.
 */
export type ReadLogsMessage =
  | { kind: "started" }
  | { kind: "portion"; portion: Columns }
  | { kind: "read"; reading: BatchReading }
  | { kind: "refused"; code: ErrorCode; message: string; details: Record<string, unknown> };

const PIECE_BYTES = 65_536;

export default async function readLogs(task: ReadLogsTask): Promise<void> {
  const { port } = task;
  const post = (message: ReadLogsMessage, transfer: ArrayBuffer[] = []) =>
    port.postMessage(message, transfer);
  const waiting: ((before: readonly number[]) => void)[] = [];
  port.on("message", (before: readonly number[]) => waiting.shift()?.(before));
  post({ kind: "started" });
  try {
    const reading = await readPortions(piecesOfContent(task), {
      nowMs: task.nowMs,
      judge: new TrafficJudge(task.lists),
      knowledge: task.knowledge,
      emit: (rows) => {
        const portion = ownBuffers(rows);
        post(
          { kind: "portion", portion },
          portion.columns.map((column) => column.buffer as ArrayBuffer),
        );
        return new Promise((resolve) => waiting.push(resolve));
      },
    });
    post({ kind: "read", reading });
  } catch (error) {
    const refusal = asAppError(error);
    if (!refusal) throw error;
    post({ kind: "refused", code: refusal.code, message: refusal.message, details: { ...refusal.details } });
  } finally {
    port.close();
  }
}

/** Small buffers share their memory with others, and memory that is handed on is gone for all who share it. */
function ownBuffers({ count, columns }: Columns): Columns {
  return {
    count,
    columns: columns.map((column) =>
      column.byteLength === column.buffer.byteLength ? column : new Uint8Array(column),
    ),
  };
}

function* piecesOf(body: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < body.byteLength; from += PIECE_BYTES)
    yield body.subarray(from, from + PIECE_BYTES);
}

function piecesOfContent({
  body,
  maxInflatedBytes,
}: ReadLogsTask): Iterable<Uint8Array> | AsyncIterable<Uint8Array> {
  return maxInflatedBytes === null ? piecesOf(body) : unpacked(body, maxInflatedBytes);
}

async function* unpacked(body: Uint8Array, maxInflatedBytes: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  const stream = Readable.from(piecesOf(body)).pipe(createGunzip({ chunkSize: PIECE_BYTES }));
  try {
    for await (const piece of stream as AsyncIterable<Uint8Array>) {
      size += piece.byteLength;
      if (size > maxInflatedBytes)
        throw new AppError(
          "PAYLOAD_TOO_LARGE",
          `The body inflates to more than ${Math.floor(maxInflatedBytes / 1_048_576)} MB.`,
          { maxBytes: maxInflatedBytes, reason: "inflated" },
        );
      yield piece;
    }
  } catch (error) {
    if (asAppError(error)) throw error;
    throw new AppError("BAD_REQUEST", "The body is not valid gzip.", { header: "Content-Encoding" });
  }
}
