import { PostedForm } from "@/contracts/intake";
import { acceptForm, reportUrl, takeFormLimits, type Accepted } from "@/server/intake/deliveries.commands";
import { faceOf, type FormFace } from "@/server/intake/forms.queries";
import { AppError } from "@/server/platform/errors";
import { callerAddress } from "./caller";
import { refusedFormPage, type TypedFields } from "./form-page";
import { countDelivery } from "./metrics";
import { decodeUtf8, expectMediaType, expectShape, guardText, parseJson } from "./parse-json";
import { readBody } from "./read-body";
import { SECURITY_HEADERS, jsonReply, refusalOf } from "./reply";
import type { Route } from "./route";
import { forSource } from "./sources";

const MAX_BYTES = 6 * 1_048_576;
const PARTS_MAX = 60;
const TYPES = ["multipart/form-data", "application/x-www-form-urlencoded", "application/json"];

type Submission = { typed: TypedFields; screenshot: Uint8Array | null };

/** Reports from the hosted form. Browsers are sent on to a page; whoever asks for JSON gets it. */
export const formsRoute: Route = {
  path: "/api/v1/forms/:key",
  access: "form key",
  methods: {
    POST: async (request, { params, requestId }) => {
      const key = params["key"] ?? "";
      let face: FormFace | null = null;
      const typed: Record<string, string> = {};
      try {
        const accepted = await forSource(key, "form", requestId, async (source) => {
          face = faceOf(source, key);
          const type = expectMediaType(request, TYPES);
          const submission = await readSubmission(request, type, typed);
          await takeFormLimits(source, callerAddress(request));
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
                reportUrl: reportUrl(accepted.reportToken),
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
function sentPage(key: string, { reference, reportToken }: Accepted): Response {
  const query = new URLSearchParams({ ref: reference, t: reportToken });
  return new Response(null, {
    status: 303,
    headers: { ...SECURITY_HEADERS, "cache-control": "no-store", location: `/f/${key}/sent?${query}` },
  });
}

/** @param typed filled as far as the body could be read, so that a refusal can show it again */
async function readSubmission(
  request: Request,
  type: string,
  typed: Record<string, string>,
): Promise<Submission> {
  const body = await readBody(request, { maxBytes: MAX_BYTES });
  if (type === "application/json")
    return { typed: keep(typed, jsonFields(parseJson(body))), screenshot: null };
  if (type === "application/x-www-form-urlencoded")
    return { typed: keep(typed, new URLSearchParams(decodeUtf8(body))), screenshot: null };
  const parts = await readMultipart(request, body);
  const file = parts.find(([name, value]) => name === "screenshot" && typeof value !== "string")?.[1];
  const texts = parts.flatMap(([name, value]): [string, string][] =>
    typeof value === "string" ? [[name, value]] : [],
  );
  // A browser sends the file field also when no file was chosen, empty.
  const screenshot =
    file && typeof file !== "string" && file.size > 0 ? new Uint8Array(await file.arrayBuffer()) : null;
  return { typed: keep(typed, texts), screenshot };
}

async function readMultipart(request: Request, body: Uint8Array): Promise<[string, FormDataEntryValue][]> {
  try {
    const form = await new Response(Buffer.from(body), {
      headers: { "content-type": request.headers.get("content-type") ?? "" },
    }).formData();
    const parts = [...form.entries()];
    if (parts.length <= PARTS_MAX) return parts;
  } catch {
    throw new AppError("BAD_REQUEST", "The form's parts cannot be read.");
  }
  throw new AppError("BAD_REQUEST", `The form has more than ${PARTS_MAX} parts.`);
}

function jsonFields(value: unknown): [string, string][] {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new AppError("UNPROCESSABLE", "The body is not a JSON object.", { path: "" });
  return Object.entries(value).flatMap(([name, field]): [string, string][] => {
    if (!KNOWN.has(name) || field === null) return [];
    if (typeof field !== "string")
      throw new AppError("UNPROCESSABLE", `${name}: must be text.`, { fields: { [name]: "Must be text." } });
    return [[name, field]];
  });
}

const KNOWN = new Set(Object.keys(PostedForm.shape));

/** The form's own fields; a page may carry others. Line ends of a form post are CRLF. */
function keep(typed: Record<string, string>, fields: Iterable<[string, string]>): TypedFields {
  for (const [name, value] of fields) if (KNOWN.has(name)) typed[name] ??= value.replaceAll("\r\n", "\n");
  for (const [name, value] of Object.entries(typed)) guardText(value, name);
  return typed;
}
