import Busboy from "@fastify/busboy";
import { AppError } from "@/server/platform/errors";

export type MultipartLimits = {
  /** Fields that are not files. */
  fieldsMax: number;
  /** Bytes of one field; what is longer is cut, and too long for whoever checks it. */
  fieldBytesMax: number;
  /** The one field whose file is kept; other files are passed over. */
  fileField: string;
};

export type Multipart = { fields: [string, string][]; file: Uint8Array | null };

/** A parser that waits for more of a body that is here whole is stuck; it never needs a second. */
const STUCK_AFTER_MS = 5_000;
/** A part has a name, a type and an encoding; a few more are harmless. */
const HEADER_PAIRS_MAX = 20;
const HEADER_BYTES_MAX = 8_192;

/** The boundary as RFC 2046 5.1.1 has it, at most 70 characters. */
const BOUNDARY = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i;

const unreadable = () => new AppError("BAD_REQUEST", "The form's parts cannot be read.");

/**
 * Reads a multipart body that was read whole, its parts counted before they are kept.
 * @throws AppError BAD_REQUEST when it cannot be read or has too many parts
 */
export function readMultipart(
  contentType: string,
  body: Uint8Array,
  limits: MultipartLimits,
): Promise<Multipart> {
  const { fieldsMax, fileField } = limits;
  const tooManyParts = new AppError("BAD_REQUEST", `The form has more than ${fieldsMax} parts.`, {
    reason: "too_many_fields",
  });
  // Counted before the parser makes a stream of each, which it does also for those it passes over.
  if (countParts(contentType, body, fieldsMax) > fieldsMax) return Promise.reject(tooManyParts);
  return new Promise((resolve, reject) => {
    const fields: [string, string][] = [];
    const chunks: Uint8Array[] = [];
    let parser: ReturnType<typeof Busboy>;
    try {
      parser = parserFor(contentType, limits);
    } catch {
      return reject(unreadable());
    }
    const timer = setTimeout(() => end(() => reject(unreadable())), STUCK_AFTER_MS);
    const end = (settle: () => void) => {
      clearTimeout(timer);
      parser.removeAllListeners();
      parser.on("error", () => {});
      settle();
    };
    const tooMany = () => end(() => reject(tooManyParts));
    let hasFile = false;
    parser.on("field", (name, value) => fields.push([name, value]));
    parser.on("file", (name, stream) => {
      stream.on("error", () => {});
      if (name !== fileField || hasFile) return void stream.resume();
      hasFile = true;
      stream.on("data", (chunk: Uint8Array) => chunks.push(chunk));
    });
    parser.on("partsLimit", tooMany);
    parser.on("fieldsLimit", tooMany);
    parser.on("error", () => end(() => reject(unreadable())));
    parser.on("finish", () =>
      end(() => {
        const file = Buffer.concat(chunks);
        // A browser sends the file field also when no file was chosen, empty.
        resolve({ fields, file: file.byteLength > 0 ? file : null });
      }),
    );
    parser.end(Buffer.from(body.buffer, body.byteOffset, body.byteLength));
  });
}

/**
 * The fields that stand whole in the beginning of a multipart body; none where it cannot be read.
 * @param beginning as many bytes of it as there are
 */
export function readFirstFields(
  contentType: string,
  beginning: Uint8Array,
  limits: MultipartLimits,
): Promise<[string, string][]> {
  return new Promise((resolve) => {
    const fields: [string, string][] = [];
    let parser: ReturnType<typeof Busboy>;
    try {
      parser = parserFor(contentType, limits);
    } catch {
      return resolve([]);
    }
    const done = () => resolve(fields);
    const timer = setTimeout(done, STUCK_AFTER_MS).unref();
    parser.on("field", (name, value) => fields.push([name, value]));
    parser.on("file", (_name, stream) => {
      stream.on("error", () => {});
      stream.resume();
    });
    for (const event of ["finish", "error", "close"] as const)
      parser.on(event, () => {
        clearTimeout(timer);
        done();
      });
    parser.end(Buffer.from(beginning.buffer, beginning.byteOffset, beginning.byteLength));
  });
}

/** @throws Error where the Content-Type names no multipart body */
const parserFor = (contentType: string, { fieldsMax, fieldBytesMax }: MultipartLimits) =>
  new Busboy({
    headers: { "content-type": contentType },
    limits: {
      fields: fieldsMax,
      parts: fieldsMax,
      fieldSize: fieldBytesMax,
      headerPairs: HEADER_PAIRS_MAX,
      headerSize: HEADER_BYTES_MAX,
    },
  });

/** Parts of a body, as far as the limit and one more; 0 where no boundary is named. */
function countParts(contentType: string, body: Uint8Array, max: number): number {
  const [, quoted, plain] = BOUNDARY.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) return 0;
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const delimiter = Buffer.from(`--${boundary}`);
  let parts = -1; // The last delimiter ends the body and begins no part.
  for (
    let offset = bytes.indexOf(delimiter);
    offset >= 0 && parts <= max;
    offset = bytes.indexOf(delimiter, offset + 1)
  )
    parts += 1;
  return parts;
}
