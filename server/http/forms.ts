import { sentAddress } from "@/contracts/form-addresses";
import { PICTURE_MAX_MB, PostedForm } from "@/contracts/intake";
import { LANGUAGE_PARAM, languageOf, type Language } from "@/contracts/languages";
import { acceptForm, takeFormLimits, type AcceptedForm } from "@/server/intake/deliveries.commands";
import { faceOf } from "@/server/intake/forms.queries";
import type { KnownSource } from "@/server/intake/source-lookup.queries";
import { AppError } from "@/server/platform/errors";
import { decodeUtf8 } from "@/server/platform/json";
import { carriedLanguage, readersLanguage } from "@/server/platform/languages";
import { addressOfToken } from "@/server/platform/links";
import { logRefusal } from "@/server/platform/refusal-log";
import { callerOf } from "./caller";
import { DRAW_FIELD, refusedFormPage, type Refused, type TypedFields } from "./form-page";
import { countDelivery } from "./metrics";
import { expectMediaType, expectShape, guardText, parseJson } from "./parse-json";
import { readBeginning, readBody, type BodyReservation } from "./read-body";
import { readFirstFields, readMultipart } from "./multipart";
import { refusalTexts, type RefusalTexts } from "./refusal-texts";
import { SECURITY_HEADERS, jsonReply, refusalOf, replyTo } from "./reply";
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
  new AppError("PAYLOAD_TOO_LARGE", `The picture is larger than ${PICTURE_MAX_MB} MB.`, {
    fields: {
      screenshot: `The picture is larger than ${PICTURE_MAX_MB} MB. Choose a smaller one, or send without it.`,
    },
    fieldCodes: { screenshot: "too_big" },
  });

/** The form that was posted to, once it was found. */
type Found = { key: string; source: KnownSource | null };
type Submission = { typed: TypedFields; screenshot: Uint8Array | null };

/** Reports from the hosted form. Browsers are sent on to a page; whoever asks for JSON gets it. */
export const formsRoute: Route = {
  path: "/api/v1/forms/:key",
  access: "form key",
  methods: {
    POST: async (request, { params, requestId, room }) => {
      const key = params["key"] ?? "";
      const found: Found = { key, source: null };
      const typed: Record<string, string> = {};
      try {
        const accepted = await forSource(key, "form", requestId, async (source) => {
          found.source = source;
          const type = expectMediaType(request, TYPES);
          await takeFormLimits(source, callerOf(request)).catch(async (refusal: unknown) => {
            await giveBack(request, room, type, typed);
            throw refusal;
          });
          const submission = await readSubmission(request, room, type, typed);
          if (languageOf(typed[DRAW_FIELD])) return null;
          const fields = expectShape(PostedForm, submission.typed);
          return acceptForm(source, { fields, screenshot: submission.screenshot, headers: request.headers });
        });
        if (accepted === null) return await formPage(request, found, typed);
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
          : sentPage(key, accepted, carriedLanguage(languageFor(request, typed), acceptedBy(request)));
      } catch (error) {
        if (isProgram(request, typed)) throw error;
        const refusal = refusalOf(error, requestId);
        const texts = refusalTexts(refusal, languageFor(request, typed), requestId);
        if (!wantsJson(request)) return formPage(request, found, typed, { refusal, texts });
        logRefusal(error, { requestId, route: "/api/v1/forms/:key" });
        return replyTo(inWords(refusal, texts), requestId);
      }
    },
  },
};

const acceptedBy = (request: Request): string | null => request.headers.get("accept-language");

/** The language that a form was drawn in, or is wanted in, as far as it says: the address does before the body has been read. */
const chosenLanguage = (request: Request, typed: TypedFields): Language | null =>
  languageOf(typed[DRAW_FIELD]) ??
  languageOf(typed[LANGUAGE_PARAM]) ??
  languageOf(new URL(request.url).searchParams.get(LANGUAGE_PARAM));

const languageFor = (request: Request, typed: TypedFields): Language =>
  readersLanguage(chosenLanguage(request, typed), acceptedBy(request));

const postsJson = (request: Request): boolean =>
  (request.headers.get("content-type") ?? "").toLowerCase().startsWith("application/json");

/** Programs get the API's English, whatever language they accept, unless they say for whom they ask. */
const isProgram = (request: Request, typed: TypedFields): boolean =>
  postsJson(request) && chosenLanguage(request, typed) === null;

/** Forms are posted by people unless somebody says otherwise. */
function wantsJson(request: Request): boolean {
  const accept = request.headers.get("accept") ?? "";
  return postsJson(request) || (accept.includes("application/json") && !accept.includes("text/html"));
}

/** A refusal in its reader's words, for a script that shows them. */
const inWords = ({ code, details, retryAfterMs }: AppError, { message, fields }: RefusalTexts): AppError =>
  new AppError(
    code,
    message,
    Object.keys(fields).length > 0 ? { ...details, fields } : details,
    retryAfterMs,
  );

/** The page that a form comes back as: with what was typed, in its reader's language. */
function formPage(
  request: Request,
  { source, key }: Found,
  typed: TypedFields,
  refused: Refused | null = null,
): Promise<Response> {
  const language = languageFor(request, typed);
  return refusedFormPage({
    face: source && faceOf(source, key, language),
    typed,
    language,
    carried: carriedLanguage(language, acceptedBy(request)),
    refused,
  });
}

/** Elsewhere by GET, so that reloading the page sends nothing again. */
function sentPage(
  key: string,
  { reference, reportToken, pictureProblem }: AcceptedForm,
  carried: Language | null,
): Response {
  const sent = { reference, token: reportToken, isPictureLeftOut: pictureProblem !== null };
  return new Response(null, {
    status: 303,
    headers: { ...SECURITY_HEADERS, "cache-control": "no-store", location: sentAddress(key, sent, carried) },
  });
}

/**
 * What was typed into a form that is refused before it is read: its beginning, where a browser shows the refusal as a page.
 * @param typed filled as far as it could be read
 */
async function giveBack(
  request: Request,
  room: BodyReservation,
  type: string,
  typed: Record<string, string>,
): Promise<void> {
  if (wantsJson(request) || type !== "multipart/form-data") return;
  const announced = Number(request.headers.get("content-length") ?? MAX_BYTES_OF_FIELDS);
  // Room for it is a courtesy here, and no reason to refuse for another reason.
  const beginning = await readBeginning(request, room, {
    maxBytes: MAX_BYTES_OF_FIELDS,
    sender: callerOf(request).network,
    passedOverBytes: announced > MAX_BYTES ? 0 : MAX_BYTES,
  }).catch(() => new Uint8Array());
  const contentType = request.headers.get("content-type") ?? "";
  note(typed, await readFirstFields(contentType, beginning, MULTIPART));
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
      await giveBack(request, room, type, typed);
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
      throw new AppError("BAD_REQUEST", `The form has more than ${FIELDS_MAX} fields.`, {
        reason: "too_many_fields",
      });
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
      throw new AppError("UNPROCESSABLE", `${name}: must be text.`, {
        fields: { [name]: "Must be text." },
        fieldCodes: { [name]: "invalid_type" },
      });
    return [[name, field]];
  });
}

const KNOWN = new Set([...Object.keys(PostedForm.shape), DRAW_FIELD]);

/** The form's own fields; a page may carry others. Line ends of a form post are CRLF. */
function note(typed: Record<string, string>, fields: Iterable<[string, string]>): void {
  for (const [name, value] of fields) if (KNOWN.has(name)) typed[name] ??= value.replaceAll("\r\n", "\n");
}

/** As `note`, for what is to be stored. @throws AppError UNPROCESSABLE where the text cannot be */
function keep(typed: Record<string, string>, fields: Iterable<[string, string]>): TypedFields {
  note(typed, fields);
  guardText(typed["text"] ?? "", "text");
  return typed;
}
