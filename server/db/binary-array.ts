/** Types as they stand in pg_type, which never change there. */
const ELEMENT_OIDS = { bytea: 17, text: 25 } as const;

/**
 * A one-dimensional array as Postgres reads it in binary (`array_recv`): the number of dimensions, whether there are nulls, the element
 * type, then length and lower bound of the dimension, then each element with its length; all 32-bit, big-endian. The driver sends a
 * Buffer as it stands, where it would quote every element of an array of strings and write bytes as hex.
 */
export function binaryArray(
  type: keyof typeof ELEMENT_OIDS,
  elements: readonly (string | Uint8Array)[],
): Buffer {
  const lengths = elements.map((e) => (typeof e === "string" ? Buffer.byteLength(e) : e.byteLength));
  const out = Buffer.allocUnsafe(20 + lengths.reduce((sum, length) => sum + 4 + length, 0));
  out.writeInt32BE(1, 0);
  out.writeInt32BE(0, 4);
  out.writeInt32BE(ELEMENT_OIDS[type], 8);
  out.writeInt32BE(elements.length, 12);
  out.writeInt32BE(1, 16);
  let at = 20;
  elements.forEach((element, n) => {
    at = out.writeInt32BE(lengths[n]!, at);
    if (typeof element === "string") out.write(element, at, "utf8");
    else out.set(element, at);
    at += lengths[n]!;
  });
  return out;
}
