import { html, raw } from "hono/html";
import { randomBytes } from "node:crypto";
import {
  formNonce,
  PASSED_FIELDS,
  PICTURE_MAX_MB,
  PICTURE_TYPES,
  TEXT_MAX,
  TRAP_ATTRIBUTES,
  TRAP_FIELD,
} from "@/contracts/intake";
import { inLanguage, LANGUAGE_NAMES, LANGUAGE_PARAM, LANGUAGES, type Language } from "@/contracts/languages";
import { isolate } from "@/contracts/isolate";
import type { FormFace } from "@/server/intake/forms.queries";
import type { AppError } from "@/server/platform/errors";
import { translatorFor } from "@/server/platform/messages";
import type { RefusalTexts } from "./refusal-texts";
import { FORM_PAGE_STYLE } from "./form-page-style";
import { HTML_HEADERS, refusalHeaders } from "./reply";

/** The field of the language buttons: this page is wanted again in that language, and nothing is sent yet. */
export const DRAW_FIELD = "draw";

export type TypedFields = Readonly<Record<string, string>>;

/** Why a report was refused, and how its reporter reads that. */
export type Refused = { refusal: AppError; texts: RefusalTexts };

export type FormPage = {
  /** Null for a form that does not exist. */
  face: FormFace | null;
  typed: TypedFields;
  language: Language;
  /** The language that addresses have to carry along. */
  carried: Language | null;
  /** Null when nothing was refused: the reader only wants this page in another language. */
  refused: Refused | null;
};

/** What a person sees when their report could not be taken in: why, in words, and everything they typed, ready to be sent again. */
export async function refusedFormPage(page: FormPage): Promise<Response> {
  const { face, typed, language, refused } = page;
  const nonce = randomBytes(16).toString("base64url");
  const words = translatorFor(language, "refusals");
  const hasTyped = Boolean(typed["text"] || typed["email"]);
  const kept = words(face && !face.isPaused && hasTyped ? "kept" : "nothingStored");
  const footer = face
    ? translatorFor(language, "form")("footer", { organization: isolate(face.organization) })
    : translatorFor(language, "page")("product");
  const drawn = await html`<!doctype html>
    <html lang="${language}" dir="ltr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${words("title")}${face ? ` · ${face.launch}` : ""}</title>
        <style nonce="${nonce}">
          ${raw(FORM_PAGE_STYLE)}
        </style>
      </head>
      <body>
        ${face ? drawHeader(face, language) : ""}
        <main class="column">
          <h1>${words("title")}</h1>
          ${
            refused
              ? html`<div class="alert" role="alert">
                  <p><strong>${refused.texts.message}</strong></p>
                  <p>${kept}</p>
                </div>`
              : html`<p class="muted">${kept}</p>`
          }
          ${face && !face.isPaused ? drawForm(face, page) : ""}
        </main>
        <footer>
          <div class="column">${footer}</div>
        </footer>
      </body>
    </html>`;
  const csp = `default-src 'none'; style-src 'nonce-${nonce}'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
  return new Response(String(drawn), {
    status: refused?.refusal.status ?? 200,
    headers: {
      ...HTML_HEADERS,
      ...(refused && refusalHeaders(refused.refusal)),
      "content-security-policy": csp,
    },
  });
}

const FORM_ID = "report";

/** Whose form it is, and the other languages: choosing one posts what was typed, so that it comes back in that language. */
function drawHeader({ key, organization, isPaused }: FormFace, shown: Language) {
  const draw = (language: Language) => {
    const current = language === shown ? raw('aria-current="true"') : "";
    const name = LANGUAGE_NAMES[language];
    return isPaused
      ? html`<a
          href="${inLanguage(`/f/${key}`, language)}"
          lang="${language}"
          hreflang="${language}"
          ${current}
          >${name}</a
        >`
      : html`<button
          form="${FORM_ID}"
          name="${DRAW_FIELD}"
          value="${language}"
          lang="${language}"
          formnovalidate
          ${current}
        >
          ${name}
        </button>`;
  };
  return html`<header>
    <div class="column">
      <bdi>${organization}</bdi>
      <details class="languages">
        <summary>
          <span class="away">${translatorFor(shown, "page")("language")}: </span>${LANGUAGE_NAMES[shown]}
        </summary>
        <ul>
          ${LANGUAGES.map((language) => html`<li>${draw(language)}</li>`)}
        </ul>
      </details>
    </div>
  </header>`;
}

const trapAttributes = raw(
  Object.entries(TRAP_ATTRIBUTES)
    .map(([name, value]) => `${name.toLowerCase()}="${value}"`)
    .join(" "),
);

function drawForm(face: FormFace, { typed, language, carried, refused }: FormPage) {
  const words = translatorFor(language, "form");
  const wrong = refused?.texts.fields ?? {};
  const size = String(PICTURE_MAX_MB);
  const valueOf = (name: string) =>
    wrong[name] ? html`<span class="wrong" id="${name}-wrong">${wrong[name]}</span>` : "";
  const isWrong = (name: string) =>
    wrong[name] ? raw(`aria-invalid="true" aria-describedby="${name}-wrong"`) : "";
  const optional = html`<span class="muted">${words("optional")}</span>`;
  return html`<form
    id="${FORM_ID}"
    method="post"
    action="${inLanguage(`/api/v1/forms/${face.key}`, carried)}"
    enctype="multipart/form-data"
  >
    <div>
      <label for="text" class="own">${face.texts.question}</label
      ><span class="hint own">${face.texts.hint}</span>
      <textarea id="text" name="text" dir="auto" required maxlength="${TEXT_MAX}" rows="6" ${isWrong("text")}>
${typed["text"] ?? ""}</textarea
      >${valueOf("text")}
    </div>
    <div>
      <label for="email">${words("email")} ${optional}</label><span class="hint">${words("emailHint")}</span>
      <input
        id="email"
        name="email"
        type="text"
        inputmode="email"
        autocomplete="email"
        maxlength="500"
        value="${typed["email"] ?? ""}"
        ${isWrong("email")}
      />${valueOf("email")}
    </div>
    <div class="away" aria-hidden="true">
      <label for="${TRAP_FIELD}">${words("trap")}</label
      ><input id="${TRAP_FIELD}" name="${TRAP_FIELD}" type="text" ${trapAttributes} />
    </div>
    ${PASSED_FIELDS.filter((name) => typed[name]).map(
      (name) => html`<input type="hidden" name="${name}" value="${typed[name]}" />`,
    )}
    <input type="hidden" name="${LANGUAGE_PARAM}" value="${language}" />
    <input
      type="hidden"
      name="nonce"
      value="${typed["nonce"] || formNonce(randomBytes(12).toString("base64url"), Date.now())}"
    />
    <div>
      <label for="screenshot">${words("screenshot")} ${optional}</label
      ><span class="hint">${words("screenshotAgain", { size })}</span>
      <input
        id="screenshot"
        name="screenshot"
        type="file"
        accept="${PICTURE_TYPES}"
        ${isWrong("screenshot")}
      />${valueOf("screenshot")}
    </div>
    <div><button type="submit">${words("send")}</button></div>
  </form>`;
}
