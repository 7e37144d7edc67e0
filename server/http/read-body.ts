import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { AppError } from "@/server/platform/errors";
import { isGuardOff } from "@/server/platform/fault";

const inflate = promisify(gunzip);

/** How long a body may take to arrive, ms. */
const BODY_TIMEOUT_MS = 20_000;
/** Honest logs shrink twenty- to fiftyfold; what shrinks more was made to hurt. Small bodies may inflate to a megabyte whatever they shrink. */
const INFLATE_RATIO_MAX = 200;
const INFLATE_FLOOR_BYTES = 1_048_576;

export type BodyLimits = {
  /** Bytes on the wire. */
  maxBytes: number;
  /** Bytes after gzip; gzip is refused where it is left out. */
  maxInflatedBytes?: number;
};

/**
 * Reads a body whole, or not at all: counted while it arrives, compared with what was announced, unpacked within limits.
 * @throws AppError PAYLOAD_TOO_LARGE beyond the limits, BAD_REQUEST when it is cut short, slow or no gzip, UNSUPPORTED_MEDIA_TYPE for other encodings.
 */
export async function readBody(request: Request, limits: BodyLimits): Promise<Uint8Array> {
  const encoding = (request.headers.get("content-encoding") ?? "").trim().toLowerCase();
  const isPacked = encoding !== "" && encoding !== "identity";
  if (isPacked && (encoding !== "gzip" || limits.maxInflatedBytes === undefined))
    throw new AppError(
      "UNSUPPORTED_MEDIA_TYPE",
      `Content-Encoding ${encoding.slice(0, 40)} is not accepted here.`,
      { header: "Content-Encoding" },
    );
  const bytes = await readRaw(
    request,
    WITH_FAULTS && isGuardOff("body_cap") ? Number.MAX_SAFE_INTEGER : limits.maxBytes,
  );
  return isPacked ? unpack(bytes, limits.maxInflatedBytes!) : bytes;
}

const tooLarge = (maxBytes: number) =>
  new AppError("PAYLOAD_TOO_LARGE", `The body is larger than ${describeSize(maxBytes)}.`, { maxBytes });

async function readRaw(request: Request, maxBytes: number): Promise<Uint8Array> {
  const announced = readLength(request.headers.get("content-length"));
  if (announced !== null && announced > maxBytes) throw tooLarge(maxBytes);
  const bytes = await inTime(announced === null ? readCounted(request, maxBytes) : readWhole(request));
  if (announced !== null && bytes.byteLength !== announced)
    throw new AppError(
      "BAD_REQUEST",
      `The body has ${bytes.byteLength} bytes where Content-Length announced ${announced}.`,
      { header: "Content-Length" },
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
  new AppError("BAD_REQUEST", "The connection ended before the body did. Nothing was stored.");

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

function inTime<T>(work: Promise<T>): Promise<T> {
  return new Promise((done, fail) => {
    const timer = setTimeout(
      () =>
        fail(
          new AppError(
            "BAD_REQUEST",
            `The body did not arrive within ${BODY_TIMEOUT_MS / 1000} s. Nothing was stored.`,
            { reason: "timeout" },
          ),
        ),
      BODY_TIMEOUT_MS,
    );
    work.then(done, fail).finally(() => clearTimeout(timer));
  });
}

async function unpack(bytes: Uint8Array, maxInflatedBytes: number): Promise<Uint8Array> {
  const allowed = Math.min(
    maxInflatedBytes,
    Math.max(INFLATE_FLOOR_BYTES, bytes.byteLength * INFLATE_RATIO_MAX),
  );
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
