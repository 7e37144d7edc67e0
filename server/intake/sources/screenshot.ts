import { createHash } from "node:crypto";
import { fileTypeFromBuffer } from "file-type";
import PQueue from "p-queue";
import sharp from "sharp";
import { PICTURE_MAX_BYTES, PICTURE_MAX_MB } from "@/contracts/intake";
import { planPages, type PagePlan } from "@/contracts/picture-pages";
import { AppError } from "@/server/platform/errors";
import { singleton } from "@/server/platform/singleton";
import { readHeic } from "./read-heic.runtime";

/** A picture, or one page of a long one, as it is kept: WebP, upright, without metadata. */
export type Screenshot = {
  contentType: "image/webp";
  width: number;
  height: number;
  hash: string;
  bytes: Uint8Array;
};

/** Of one page, and of all pages of one picture. */
const PAGE_MAX_BYTES = 2 * 1_048_576;
const KEPT_MAX_BYTES = 6 * 1_048_576;
/** 16k × 16k passes sharp's own limit; this does not. */
const PIXELS_MAX = 40e6;
const ACCEPTED = ["image/png", "image/jpeg", "image/webp"];
/** What telephones of one maker write; decoded in a thread of its own, because its decoder is not one of libvips'. */
const HEIC = ["image/heic", "image/heif"];
/** How much of the planned size, and at what quality, until one is small enough. A long picture loses quality rather than width. */
const TRIES = [
  { share: 1, longShare: 1, quality: 82 },
  { share: 2 / 3, longShare: 1, quality: 60 },
  { share: 1 / 2, longShare: 1, quality: 40 },
  { share: 1 / 3, longShare: 2 / 3, quality: 30 },
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
export type Redrawn = { ok: true; pages: readonly Screenshot[] } | { ok: false; problem: string };

/**
 * Draws a stranger's picture anew, so that nothing of the file itself is kept: no metadata, no payload behind the pixels; turned as the
 * camera was held, and made smaller; one that is much longer than wide is cut into pages that can be read (`planPages`).
 * @throws AppError UNAVAILABLE when too many wait.
 */
export async function redrawScreenshot(bytes: Uint8Array): Promise<Redrawn> {
  if (bytes.byteLength > PICTURE_MAX_BYTES) return leftOut(`is larger than ${PICTURE_MAX_MB} MB`);
  const type = await fileTypeFromBuffer(bytes).catch(() => undefined);
  const isHeic = type !== undefined && HEIC.includes(type.mime);
  if (!type || !(isHeic || ACCEPTED.includes(type.mime))) return leftOut("is no JPEG, PNG, WebP or HEIC");
  const queue = singleton("intake.screenshots", () => new PQueue({ concurrency: AT_ONCE }));
  if (queue.size >= WAITING_MAX)
    throw new AppError(
      "UNAVAILABLE",
      "Too many screenshots are arriving at once. Nothing was stored; send it again.",
      {},
      3_000,
    );
  return queue.add(async () => {
    const readable = isHeic ? await readHeic(bytes) : bytes;
    const pages = readable && (await redraw(readable));
    return pages ? { ok: true, pages } : leftOut("cannot be read as a picture");
  });
}

/** Null when the bytes are no picture, have too many pixels, or stay too large however they are drawn. */
async function redraw(bytes: Uint8Array): Promise<readonly Screenshot[] | null> {
  const size = await decoders()(bytes, { limitInputPixels: PIXELS_MAX, failOn: "error" })
    .metadata()
    .catch(() => null);
  if (!size) return null;
  const { width, height } = size.autoOrient;
  const plan = planPages(width, height);
  const isLong = plan.pages.length > 1;
  for (const { share, longShare, quality } of TRIES) {
    const drawn = isLong
      ? await drawPages(bytes, plan, longShare, quality)
      : await drawWhole(bytes, plan, share, quality);
    if (!drawn) return null;
    const total = drawn.reduce((sum, page) => sum + page.bytes.byteLength, 0);
    if (total <= KEPT_MAX_BYTES && drawn.every((page) => page.bytes.byteLength <= PAGE_MAX_BYTES))
      return drawn;
  }
  return null;
}

/** A stranger's picture at a share of its planned size, turned upright. */
const resized = (bytes: Uint8Array, { width, height }: PagePlan, share: number) =>
  decoders()(bytes, { limitInputPixels: PIXELS_MAX, failOn: "error" })
    .rotate()
    .resize({
      width: scaled(width, share),
      height: scaled(height, share),
      fit: "fill",
      withoutEnlargement: true,
    })
    .timeout({ seconds: 8 });

const scaled = (pixels: number, share: number) => Math.max(1, Math.round(pixels * share));

/** A picture that is one page, or null when it cannot be read. */
async function drawWhole(
  bytes: Uint8Array,
  plan: PagePlan,
  share: number,
  quality: number,
): Promise<Screenshot[] | null> {
  const drawn = await resized(bytes, plan, share)
    .webp({ quality })
    .toBuffer({ resolveWithObject: true })
    .catch(() => null);
  return drawn && [pageOf(drawn)];
}

/**
 * The pages of a long picture at a share of their planned size, or null when it cannot be read. Decoded once, however many there are: its
 * pixels take at most 100 MB meanwhile, which is why so few are drawn at once.
 */
async function drawPages(
  bytes: Uint8Array,
  plan: PagePlan,
  share: number,
  quality: number,
): Promise<Screenshot[] | null> {
  const whole = await resized(bytes, plan, share)
    .flatten({ background: "#fff" })
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch(() => null);
  if (!whole) return null;
  const { width, height, channels } = whole.info;
  const pages: Screenshot[] = [];
  for (const part of plan.pages) {
    const left = Math.min(Math.floor(part.left * share), width - 1);
    const top = Math.min(Math.floor(part.top * share), height - 1);
    const drawn = await decoders()(whole.data, { raw: { width, height, channels } })
      .extract({
        left,
        top,
        width: Math.min(Math.ceil(part.width * share), width - left),
        height: Math.min(Math.ceil(part.height * share), height - top),
      })
      .webp({ quality })
      .timeout({ seconds: 8 })
      .toBuffer({ resolveWithObject: true })
      .catch(() => null);
    if (!drawn) return null;
    pages.push(pageOf(drawn));
  }
  return pages;
}

const pageOf = ({ data, info }: { data: Buffer; info: { width: number; height: number } }): Screenshot => ({
  contentType: "image/webp",
  width: info.width,
  height: info.height,
  hash: createHash("sha256").update(data).digest("hex"),
  bytes: data,
});

const leftOut = (why: string): Redrawn => ({
  ok: false,
  problem: `The picture ${why}, and was left out. Your words have arrived.`,
});
