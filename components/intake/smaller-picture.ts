import { PICTURE_MAX_BYTES } from "@/contracts/intake";
import { planPages } from "@/contracts/picture-pages";

/** A picture this small is sent as it is, bytes. */
const SMALL_BYTES = 1_048_576;
const QUALITY = 0.86;
const CANVAS_SIDE = 16_384;
const CANVAS_PIXELS = 16_777_216;

/** A picture ready to be sent, or why it is not. */
export type Prepared =
  { ok: true; file: Blob; name: string } | { ok: false; problem: "no_picture" | "too_large" };

/**
 * Makes a picture as large as it is kept (`planPages`) before it is sent, turned as the camera was held, where this browser can read it;
 * one that it cannot read (HEIC mostly) goes as it is, and the server reads it.
 */
export async function preparePicture(file: File): Promise<Prepared> {
  const isHeic = /\.hei[cf]$/i.test(file.name);
  if (file.type !== "" && !file.type.startsWith("image/") && !isHeic)
    return { ok: false, problem: "no_picture" };
  if (file.size <= SMALL_BYTES) return { ok: true, file, name: file.name };
  const smaller = await drawSmaller(file).catch(() => null);
  const best = smaller && smaller.size < file.size ? smaller : file;
  if (best.size > PICTURE_MAX_BYTES) return { ok: false, problem: "too_large" };
  return { ok: true, file: best, name: best === file ? file.name : "picture.jpg" };
}

async function drawSmaller(file: File): Promise<Blob | null> {
  const picture = await createImageBitmap(file);
  const { width, height } = planPages(picture.width, picture.height);
  // Beyond this some browsers draw nothing at all; then the picture goes as it is.
  if (Math.max(width, height) > CANVAS_SIDE || width * height > CANVAS_PIXELS) return null;
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d");
  if (!context) return null;
  // What was transparent would turn black.
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
}
