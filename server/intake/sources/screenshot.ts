import { createHash } from "node:crypto";
import { fileTypeFromBuffer } from "file-type";
import sharp from "sharp";
import { AppError } from "@/server/platform/errors";
import { singleton } from "@/server/platform/singleton";

/** A picture as it is kept: WebP, upright, without metadata. */
export type Screenshot = {
  contentType: "image/webp";
  width: number;
  height: number;
  hash: string;
  bytes: Uint8Array;
};

export const SCREENSHOT_MAX_BYTES = 5 * 1_048_576;
const KEPT_MAX_BYTES = 2 * 1_048_576;
/** 16k × 16k passes sharp's own limit; this does not. */
const PIXELS_MAX = 40e6;
const ACCEPTED = ["image/png", "image/jpeg", "image/webp"];
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

/**
 * Draws a stranger's picture anew, so that nothing of the file itself is kept: no metadata, no payload behind the pixels.
 * @throws AppError UNPROCESSABLE when it is no PNG, JPEG or WebP, is broken or too large; UNAVAILABLE when too many wait.
 */
export async function redrawScreenshot(bytes: Uint8Array): Promise<Screenshot> {
  if (bytes.byteLength > SCREENSHOT_MAX_BYTES) throw refuse("is larger than 5 MB");
  const type = await fileTypeFromBuffer(bytes).catch(() => undefined);
  if (!type || !ACCEPTED.includes(type.mime)) throw refuse("is not a PNG, JPEG or WebP picture");
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
    return await redraw(bytes);
  } finally {
    const next = queue.waiting.shift();
    if (next) next();
    else queue.running -= 1;
  }
}

async function redraw(bytes: Uint8Array): Promise<Screenshot> {
  for (const { side, quality } of TRIES) {
    const { data, info } = await decoders()(bytes, { limitInputPixels: PIXELS_MAX, failOn: "error" })
      .rotate()
      .resize({ width: side, height: side, fit: "inside", withoutEnlargement: true })
      .webp({ quality })
      .timeout({ seconds: 8 })
      .toBuffer({ resolveWithObject: true })
      .catch(() => {
        throw refuse("cannot be read as a picture");
      });
    if (data.byteLength <= KEPT_MAX_BYTES)
      return {
        contentType: "image/webp",
        width: info.width,
        height: info.height,
        hash: createHash("sha256").update(data).digest("hex"),
        bytes: data,
      };
  }
  throw refuse("stays too large however it is drawn");
}

const refuse = (why: string) =>
  new AppError("UNPROCESSABLE", `screenshot: the file ${why}.`, {
    fields: { screenshot: `The file ${why}. Send a PNG, JPEG or WebP of at most 5 MB, or leave it out.` },
  });
