import { addressOfToken } from "@/server/platform/links";
import { PICTURE_MAX_BYTES, PostedForm } from "@/contracts/intake";
import { acceptForm, takeFormLimits, type AcceptedForm } from "@/server/intake/deliveries.commands";
import { faceOf, type FormFace } from "@/server/intake/forms.queries";
import { AppError } from "@/server/platform/errors";
import { decodeUtf8 } from "@/server/platform/json";
import { callerOf } from "./caller";
import { refusedFormPage, type TypedFields } from "./form-page";
import { countDelivery } from "./metrics";
import { expectMediaType, expectShape, guardText, parseJson } from "./parse-json";
import { readBeginning, readBody, type BodyReservation } from "./read-body";
import { readFirstFields, readMultipart } from "./multipart";
import { SECURITY_HEADERS, jsonReply, refusalOf } from "./reply";
import type { Route } from "./route";
import { forSource } from "./sources";

/** A form with its picture, of at most PICTURE_MAX_BYTES. */
const MAX_BYTES = 16 * 1_048_576;
/** How long a form with a picture may take to arrive, ms: 15 MB over a slow telephone. */
const PICTURE_TIMEOUT_MS = 55_000;
/** A form without one: 20,000 characters, each of them escaped, and the other fields. */
const MAX_BYTES_OF_FIELDS = 262_144;
/** More fields than any page of ours or around ours sends. */
const FIELDS_MAX = 60;
const TYPES = ["multipart/form-data", "application/x-www-form-urlencoded", "application/json"];

const MULTIPART = { fieldsMax: FIELDS_MAX, fieldBytesMax: MAX_BYTES_OF_FIELDS, fileField: "screenshot" };

const pictureTooLarge = () =>
  new AppError("PAYLOAD_TOO_LARGE", `The picture is larger than ${PICTURE_MAX_BYTES / 1_048_576} MB.`, {
    fields: {
      screenshot: `The picture is larger than ${PICTURE_MAX_BYTES / 1_048_576} MB. Choose a smaller one, or send without it.`,
    },
  });

type Submission = { typed: TypedFields; screenshot: Uint8Array | null };

/** Reports from the hosted form. Browsers are sent on to a page; whoever asks for JSON gets it. */
export const formsRoute: Route = {
  path: "/api/v1/forms/:key",
  access: "form key",
  methods: {
    POST: async (request, { params, requestId, room }) => {
      const key = params["key"] ?? "";
      let face: FormFace | null = null;
      const typed: Record<string, string> = {};
      try {
        const accepted = await forSource(key, "form", requestId, async (source) => {
          face = faceOf(source, key);
          const type = expectMediaType(request, TYPES);
          await takeFormLimits(source, callerOf(request));
          const submission = await readSubmission(request, room, type, typed);
          const fields = expectShape(PostedForm, submission.typed);
          return acceptForm(source, { fields, screenshot: submission.screenshot, headers: request.headers });
        });
        countDelivery("form", accepted.isNew ? "stored" : "repeated");
        return wantsJson(request)
          ? jsonReply(
              202,
              {
                reference: accepted.reference,
                itemId: accepted.itemId,
                reportUrl: addressOfToken("report", accepted.reportToken),
                ...(accepted.pictureProblem !== null && { screenshot: accepted.pictureProblem }),
              },
              { "x-request-id": requestId },
            )
          : sentPage(key, accepted);
      } catch (error) {
        if (wantsJson(request)) throw error;
        return refusedFormPage(face, typed, refusalOf(error, requestId));
      }
    },
  },
};

/** Forms are posted by people unless somebody says otherwise. */
function wantsJson(request: Request): boolean {
  const accept = request.headers.get("accept") ?? "";
  if ((request.headers.get("content-type") ?? "").toLowerCase().startsWith("application/json")) return true;
  return accept.includes("application/json") && !accept.includes("text/html");
}

/** Elsewhere by GET, so that reloading the page sends nothing again. */
function sentPage(key: string, { reference, reportToken, pictureProblem }: AcceptedForm): Response {
  const query = new URLSearchParams({ ref: reference, t: reportToken });
  if (pictureProblem !== null) query.set("picture", "left-out");
  return new Response(null, {
    status: 303,
    headers: { ...SECURITY_HEADERS, "cache-control": "no-store", location: `/f/${key}/sent?${query}` },
  });
}

/** @param typed filled as far as the body could be read, so that a refusal can show it again */
async function readSubmission(
  request: Request,
  room: BodyReservation,
  type: string,
  typed: Record<string, string>,
): Promise<Submission> {
  const sender = callerOf(request).network;
  if (type === "multipart/form-data") {
    const announced = Number(request.headers.get("content-length") ?? MAX_BYTES);
    const lane = announced > MAX_BYTES_OF_FIELDS ? "pictures" : "small";
    const contentType = request.headers.get("content-type") ?? "";
    if (announced > MAX_BYTES) {
      // Too large to be read, but what was typed stands before the picture and is worth giving back.
      const beginning = await readBeginning(request, room, { maxBytes: MAX_BYTES_OF_FIELDS, sender });
      keep(typed, await readFirstFields(contentType, beginning, MULTIPART));
      throw pictureTooLarge();
    }
    const body = await readBody(request, room, {
      maxBytes: MAX_BYTES,
      sender,
      lane,
      ...(lane === "pictures" && { timeoutMs: PICTURE_TIMEOUT_MS }),
    });
    const { fields, file } = await readMultipart(contentType, body, MULTIPART);
    return { typed: keep(typed, fields), screenshot: file };
  }
  const body = await readBody(request, room, { maxBytes: MAX_BYTES_OF_FIELDS, sender });
  const fields = type === "application/json" ? jsonFields(parseJson(body)) : urlFields(body);
  return { typed: keep(typed, fields), screenshot: null };
}

function urlFields(body: Uint8Array): Iterable<[string, string]> {
  let separators = 0;
  for (let offset = body.indexOf(AMPERSAND); offset >= 0; offset = body.indexOf(AMPERSAND, offset + 1))
    if (++separators >= FIELDS_MAX)
      throw new AppError("BAD_REQUEST", `The form has more than ${FIELDS_MAX} fields.`);
  return new URLSearchParams(decodeUtf8(body));
}

const AMPERSAND = 0x26;

function jsonFields(value: unknown): [string, string][] {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new AppError("UNPROCESSABLE", "The body is not a JSON object.", { path: "" });
  return Object.entries(value).flatMap(([name, field]): [string, string][] => {
    if (!KNOWN.has(name) || field === null) return [];
    if (typeof field !== "string" && name !== "text")
      return typeof field === "number" ? [[name, String(field)]] : [];
    if (typeof field !== "string")
      throw new AppError("UNPROCESSABLE", `${name}: must be text.`, { fields: { [name]: "Must be text." } });
    return [[name, field]];
  });
}

const KNOWN = new Set(Object.keys(PostedForm.shape));

/** The form's own fields; a page may carry others. Line ends of a form post are CRLF. */
function keep(typed: Record<string, string>, fields: Iterable<[string, string]>): TypedFields {
  for (const [name, value] of fields) if (KNOWN.has(name)) typed[name] ??= value.replaceAll("\r\n", "\n");
  guardText(typed["text"] ?? "", "text");
  return typed;
}
