import { createHash } from "node:crypto";
import { fileTypeFromBuffer } from "file-type";
import sharp from "sharp";
import { PICTURE_MAX_BYTES } from "@/contracts/intake";
import { AppError } from "@/server/platform/errors";
import { singleton } from "@/server/platform/singleton";
import { readHeic } from "./read-heic.queries";

/** A picture as it is kept: WebP, upright, without metadata. */
export type Screenshot = {
  contentType: "image/webp";
  width: number;
  height: number;
  hash: string;
  bytes: Uint8Array;
};

const KEPT_MAX_BYTES = 2 * 1_048_576;
/** 16k × 16k passes sharp's own limit; this does not. */
const PIXELS_MAX = 40e6;
const ACCEPTED = ["image/png", "image/jpeg", "image/webp"];
/** What telephones of one maker write; decoded in a thread of its own, because its decoder is not one of libvips'. */
const HEIC = ["image/heic", "image/heif"];
/** Widest side and quality of each try, until one is small enough. */
const TRIES = [
  { side: 2400, quality: 82 },
  { side: 1600, quality: 75 },
  { side: 1200, quality: 60 },
  { side: 800, quality: 45 },
] as const;
/** Decoding is the dearest thing a stranger can ask for. */
const AT_ONCE = 2;
const WAITING_MAX = 16;

/** Only these three decoders exist for us: whatever else libvips can read is refused before it is looked at. */
function decoders(): typeof sharp {
  return singleton("intake.sharp", () => {
    sharp.block({ operation: ["VipsForeignLoad"] });
    sharp.unblock({ operation: ["VipsForeignLoadPng", "VipsForeignLoadJpeg", "VipsForeignLoadWebp"] });
    sharp.concurrency(1);
    sharp.cache(false);
    return sharp;
  });
}

/** A picture drawn anew, or why there is none: a sentence for whoever sent it. */
export type Redrawn = { ok: true; picture: Screenshot } | { ok: false; problem: string };

/**
 * Draws a stranger's picture anew, so that nothing of the file itself is kept: no metadata, no payload behind the pixels; turned as the
 * camera was held, and made smaller.
 * @throws AppError UNAVAILABLE when too many wait.
 */
export async function redrawScreenshot(bytes: Uint8Array): Promise<Redrawn> {
  if (bytes.byteLength > PICTURE_MAX_BYTES)
    return leftOut(`is larger than ${PICTURE_MAX_BYTES / 1_048_576} MB`);
  const type = await fileTypeFromBuffer(bytes).catch(() => undefined);
  const isHeic = type !== undefined && HEIC.includes(type.mime);
  if (!type || !(isHeic || ACCEPTED.includes(type.mime))) return leftOut("is no JPEG, PNG, WebP or HEIC");
  const queue = singleton("intake.screenshots", () => ({ running: 0, waiting: [] as (() => void)[] }));
  if (queue.running >= AT_ONCE) {
    if (queue.waiting.length >= WAITING_MAX)
      throw new AppError(
        "UNAVAILABLE",
        "Too many screenshots are arriving at once. Nothing was stored; send it again.",
        {},
        3_000,
      );
    await new Promise<void>((go) => queue.waiting.push(go));
  } else queue.running += 1;
  try {
    const readable = isHeic ? await readHeic(bytes) : bytes;
    const picture = readable && (await redraw(readable));
    return picture ? { ok: true, picture } : leftOut("cannot be read as a picture");
  } finally {
    const next = queue.waiting.shift();
    if (next) next();
    else queue.running -= 1;
  }
}

/** Null when the bytes are no picture, have too many pixels, or stay too large however they are drawn. */
async function redraw(bytes: Uint8Array): Promise<Screenshot | null> {
  for (const { side, quality } of TRIES) {
    const drawn = await decoders()(bytes, { limitInputPixels: PIXELS_MAX, failOn: "error" })
      .rotate()
      .resize({ width: side, height: side, fit: "inside", withoutEnlargement: true })
      .webp({ quality })
      .timeout({ seconds: 8 })
      .toBuffer({ resolveWithObject: true })
      .catch(() => null);
    if (!drawn) return null;
    const { data, info } = drawn;
    if (data.byteLength <= KEPT_MAX_BYTES)
      return {
        contentType: "image/webp",
        width: info.width,
        height: info.height,
        hash: createHash("sha256").update(data).digest("hex"),
        bytes: data,
      };
  }
  return null;
}

const leftOut = (why: string): Redrawn => ({
  ok: false,
  problem: `The picture ${why}, and was left out. Your words have arrived.`,
});
