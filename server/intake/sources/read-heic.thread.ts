import libheif from "libheif-js/wasm-bundle.js";
import sharp from "sharp";

const PIXELS_MAX = 40e6;
const SIDE_MAX = 2400;

/**
 * Decodes a HEIC picture in a thread of its own: its size is read before its pixels are. The decoder turns it as the camera was held.
 * Null when it is none or has more than 40 million pixels.
 */
export default async function readHeicPicture(bytes: Uint8Array): Promise<Uint8Array | null> {
  const [image] = new libheif.HeifDecoder().decode(bytes);
  if (!image) return null;
  const [width, height] = [image.get_width(), image.get_height()];
  if (width * height > PIXELS_MAX || width * height === 0) return null;
  const pixels = await new Promise<Uint8ClampedArray | null>((resolve) => {
    image.display({ data: new Uint8ClampedArray(width * height * 4), width, height }, (shown) =>
      resolve(shown?.data ?? null),
    );
  });
  if (!pixels) return null;
  return new Uint8Array(
    await sharp(pixels, { raw: { width, height, channels: 4 } })
      .resize({ width: SIDE_MAX, height: SIDE_MAX, fit: "inside", withoutEnlargement: true })
      .webp({ quality: 92 })
      .toBuffer(),
  );
}
