/** Types as they stand in pg_type, which never change there; and the bytes of an element where all have the same. */
const ELEMENTS = {
  bytea: { oid: 17, size: null },
  int8: { oid: 20, size: 8 },
  int2: { oid: 21, size: 2 },
  int4: { oid: 23, size: 4 },
  text: { oid: 25, size: null },
  float4: { oid: 700, size: 4 },
  float8: { oid: 701, size: 8 },
} as const;
type ElementType = keyof typeof ELEMENTS;

const NULL_LENGTH = -1;

/**
 * A one-dimensional array as Postgres reads it in binary (`array_recv`): the number of dimensions, whether there are nulls, the element
 * type, then length and lower bound of the dimension, then each element with its length; all 32-bit, big-endian. The driver sends a
 * Buffer as it stands, where it would quote every element of an array of strings and write bytes as hex.
 * @param elements numbers for the numeric types, whole ones for int; strings or bytes for text and bytea
 */
export function binaryArray(
  type: ElementType,
  elements: readonly (string | number | Uint8Array | null)[],
): Buffer {
  const { oid, size } = ELEMENTS[type];
  const lengths = elements.map((element) =>
    element === null
      ? NULL_LENGTH
      : typeof element === "string"
        ? Buffer.byteLength(element)
        : typeof element === "number"
          ? (size ?? 0)
          : element.byteLength,
  );
  const hasNulls = lengths.includes(NULL_LENGTH);
  const out = Buffer.allocUnsafe(20 + lengths.reduce((sum, length) => sum + 4 + Math.max(0, length), 0));
  // An empty array has no dimension.
  out.writeInt32BE(elements.length === 0 ? 0 : 1, 0);
  out.writeInt32BE(hasNulls ? 1 : 0, 4);
  out.writeInt32BE(oid, 8);
  if (elements.length === 0) return out.subarray(0, 12);
  out.writeInt32BE(elements.length, 12);
  out.writeInt32BE(1, 16);
  let at = 20;
  elements.forEach((element, n) => {
    const length = lengths[n]!;
    at = out.writeInt32BE(length, at);
    if (element === null) return;
    if (typeof element === "string") out.write(element, at, "utf8");
    else if (typeof element === "number") writeNumber(out, type, element, at);
    else out.set(element, at);
    at += length;
  });
  return out;
}

function writeNumber(out: Buffer, type: ElementType, value: number, at: number): void {
  if (type === "float8") out.writeDoubleBE(value, at);
  else if (type === "float4") out.writeFloatBE(value, at);
  else if (type === "int8") out.writeBigInt64BE(BigInt(value), at);
  else if (type === "int4") out.writeInt32BE(value, at);
  else if (type === "int2") out.writeInt16BE(value, at);
  else throw new Error(`${type} holds no numbers`);
}
