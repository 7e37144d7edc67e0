import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { AppError } from "@/server/platform/errors";
import { isGuardOff } from "@/server/platform/fault";
import { bodyLane, type LaneName } from "./body-budget";

const inflate = promisify(gunzip);

/** How long a body may take to arrive, ms. */
const BODY_TIMEOUT_MS = 20_000;
/** How long is waited for the beginning of a body that is too large, ms. */
const BEGINNING_TIMEOUT_MS = 5_000;
/**
 * Honest bodies shrink ten- to fiftyfold; what shrinks more was made to hurt. Small bodies may inflate to a megabyte whatever they
 * shrink.
 */
const INFLATE_RATIO_MAX = 200;
const INFLATE_FLOOR_BYTES = 1_048_576;

export type BodyLimits = {
  /** Bytes on the wire. */
  maxBytes: number;
  /** Bytes after gzip; gzip is refused where it is left out. */
  maxInflatedBytes?: number;
  /** Whose share of the room for bodies it takes: a source, a key, an address. */
  sender: string;
  lane?: LaneName;
  /** How long it may take to arrive, ms; a picture over a telephone's connection takes its time. */
  timeoutMs?: number;
};

/** Where the room that a request's bodies hold is noted, to be given back when the request is answered. */
export type BodyReservation = { release: (() => void)[] };

/**
 * Reads a body whole, or not at all: room for it is held before the first byte is read, it is counted while it arrives, compared with
 * what was announced, and unpacked within limits.
 * @throws AppError PAYLOAD_TOO_LARGE beyond the limits; BAD_REQUEST when it is cut short, slow or no gzip; UNSUPPORTED_MEDIA_TYPE for
 * other encodings; UNAVAILABLE when too many bodies are under way.
 */
export async function readBody(
  request: Request,
  room: BodyReservation,
  limits: BodyLimits,
): Promise<Uint8Array> {
  const { bytes, isGzip } = await readPacked(request, room, limits);
  return isGzip ? inflateWithin(bytes, allowedInflation(bytes.byteLength, limits.maxInflatedBytes!)) : bytes;
}

/** As `readBody`, but leaves gzip to whoever can unpack it piece by piece. */
export async function readPacked(
  request: Request,
  room: BodyReservation,
  limits: BodyLimits,
): Promise<{ bytes: Uint8Array; isGzip: boolean }> {
  const encoding = (request.headers.get("content-encoding") ?? "").trim().toLowerCase();
  const isGzip = encoding !== "" && encoding !== "identity";
  if (isGzip && (encoding !== "gzip" || limits.maxInflatedBytes === undefined))
    throw new AppError(
      "UNSUPPORTED_MEDIA_TYPE",
      `Content-Encoding ${encoding.slice(0, 40)} is not accepted here.`,
      { header: "Content-Encoding" },
    );
  const maxBytes = WITH_FAULTS && isGuardOff("body_cap") ? Number.MAX_SAFE_INTEGER : limits.maxBytes;
  const announced = readLength(request.headers.get("content-length"));
  if (announced !== null && announced > maxBytes) throw tooLarge(maxBytes);
  const reserved = Math.min(announced ?? maxBytes, limits.maxBytes);
  const unpacked =
    isGzip && limits.lane !== "logs" ? allowedInflation(reserved, limits.maxInflatedBytes!) : 0;
  room.release.push(await bodyLane(limits.lane ?? "small").reserve(limits.sender, reserved + unpacked));
  return { bytes: await readRaw(request, announced, maxBytes, limits.timeoutMs ?? BODY_TIMEOUT_MS), isGzip };
}

/** How far a packed body of this size may unpack, bytes. */
export function allowedInflation(packedBytes: number, maxInflatedBytes: number): number {
  return Math.min(maxInflatedBytes, Math.max(INFLATE_FLOOR_BYTES, packedBytes * INFLATE_RATIO_MAX));
}

/**
 * The beginning of a body that is refused, to look for what was typed: at most so many bytes. Its room is held like any other's. An empty
 * one where nothing arrives in time.
 * @param limits what comes after is passed over as far as `passedOverBytes`, none of it unless said otherwise: a body that is left in the
 * middle costs its sender the connection, often before they have read the answer
 */
export async function readBeginning(
  request: Request,
  room: BodyReservation,
  limits: { maxBytes: number; sender: string; passedOverBytes?: number },
): Promise<Uint8Array> {
  const { maxBytes, sender, passedOverBytes = 0 } = limits;
  room.release.push(await bodyLane("small").reserve(sender, maxBytes));
  const reader = request.body?.getReader();
  if (!reader) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const read = async (): Promise<void> => {
    while (size < maxBytes + passedOverBytes) {
      const { done, value } = await reader.read();
      if (done) return;
      if (size < maxBytes) chunks.push(value.subarray(0, maxBytes - size));
      size += value.byteLength;
    }
  };
  await inTime(read(), BEGINNING_TIMEOUT_MS).catch(() => undefined);
  void reader.cancel().catch(() => {});
  return Buffer.concat(chunks);
}

/** The text of an answer of our own, whole; for whoever shows it to a person, or compresses it. */
export const textOfAnswer = (answer: Response): Promise<string> => answer.text();

const tooLarge = (maxBytes: number) =>
  new AppError("PAYLOAD_TOO_LARGE", `The body is larger than ${describeSize(maxBytes)}.`, { maxBytes });

async function readRaw(
  request: Request,
  announced: number | null,
  maxBytes: number,
  timeoutMs: number,
): Promise<Uint8Array> {
  const bytes = await inTime(
    announced === null ? readCounted(request, maxBytes) : readWhole(request),
    timeoutMs,
  );
  if (announced !== null && bytes.byteLength !== announced)
    throw new AppError(
      "BAD_REQUEST",
      `The body has ${bytes.byteLength} bytes where Content-Length announced ${announced}.`,
      { header: "Content-Length", reason: "cut_short" },
    );
  if (bytes.byteLength > maxBytes) throw tooLarge(maxBytes);
  return bytes;
}

function readLength(header: string | null): number | null {
  if (header === null) return null;
  if (!/^\d{1,15}$/.test(header.trim()))
    throw new AppError("BAD_REQUEST", "Content-Length is not a number.", { header: "Content-Length" });
  return Number(header);
}

const cutShort = () =>
  new AppError("BAD_REQUEST", "The connection ended before the body did. Nothing was stored.", {
    reason: "cut_short",
  });

/** A body whose announced length is within the limit: the server never hands over more than was announced. */
async function readWhole(request: Request): Promise<Uint8Array> {
  try {
    return new Uint8Array(await request.arrayBuffer());
  } catch {
    throw cutShort();
  }
}

/** A body of unknown length, given up at the first byte over the limit. */
async function readCounted(request: Request, maxBytes: number): Promise<Uint8Array> {
  const reader = request.body?.getReader();
  if (!reader) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw cutShort();
    });
    if (done) break;
    size += value.byteLength;
    if (size > maxBytes) {
      void reader.cancel().catch(() => {});
      throw tooLarge(maxBytes);
    }
    chunks.push(value);
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
}

function inTime<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  return new Promise((done, fail) => {
    const timer = setTimeout(
      () =>
        fail(
          new AppError(
            "BAD_REQUEST",
            `The body did not arrive within ${timeoutMs / 1000} s. Nothing was stored.`,
            { reason: "timeout" },
          ),
        ),
      timeoutMs,
    );
    work.then(done, fail).finally(() => clearTimeout(timer));
  });
}

async function inflateWithin(bytes: Uint8Array, allowed: number): Promise<Uint8Array> {
  try {
    return await inflate(bytes, { maxOutputLength: allowed });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE")
      throw new AppError("PAYLOAD_TOO_LARGE", `The body inflates to more than ${describeSize(allowed)}.`, {
        maxBytes: allowed,
      });
    throw new AppError("BAD_REQUEST", "The body is not valid gzip.", { header: "Content-Encoding" });
  }
}

function describeSize(bytes: number): string {
  return bytes >= 1_048_576 ? `${Math.floor(bytes / 1_048_576)} MB` : `${Math.floor(bytes / 1024)} kB`;
}
