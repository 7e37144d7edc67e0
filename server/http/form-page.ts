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
import { SECURITY_HEADERS, refusalHeaders } from "./reply";

/** The look of the public pages, for the one page that is drawn without Next; the figures are those of app/globals.css. */
const STYLE = `
:root{color-scheme:light dark;--bg:#fbfbfc;--surface:#fff;--border:#e1e3e8;--strong:#878b94;--text:#1a1d24;
  --muted:#4f5561;--accent:#1d5fd6;--accent-hover:#184fb5;--on-accent:#fff;--ring:#2a6ce6;--bad:#a11d1d;
  --bad-soft:#fdf0ef}
@media (prefers-color-scheme:dark){:root{--bg:#0f1013;--surface:#15171b;--border:#2a2d33;--strong:#6d717a;
  --text:#ebedf0;--muted:#afb3bb;--accent:#2f6fe4;--accent-hover:#2863ce;--ring:#6f9df5;--bad:#f2a59d;
  --bad-soft:#3a1f1e}}
*{box-sizing:border-box}
body{margin:0;min-height:100dvh;display:flex;flex-direction:column;background:var(--bg);color:var(--text);
  font:16px/26px Geist,ui-sans-serif,system-ui,sans-serif;-webkit-font-smoothing:antialiased}
.column{width:100%;max-width:36rem;margin:0 auto;padding:0 20px}
header{background:var(--surface);border-bottom:1px solid var(--border);font-weight:600}
header .column{min-height:56px;display:flex;align-items:center;justify-content:space-between;gap:16px}
header bdi{min-width:0;overflow-wrap:anywhere}
.languages{position:relative;font-size:15px;font-weight:400}
.languages summary{padding:8px 0;color:var(--muted);cursor:pointer}
.languages ul{position:absolute;right:0;z-index:1;min-width:10rem;margin:0;padding:4px;list-style:none;
  background:var(--surface);border:1px solid var(--border);border-radius:6px;box-shadow:0 8px 24px #0003}
.languages button,.languages a{display:block;width:100%;min-height:36px;padding:5px 12px;border-radius:4px;
  background:none;color:inherit;font:inherit;text-align:left;text-decoration:none}
.languages button:hover,.languages a:hover{background:var(--bg)}
.languages [aria-current]{font-weight:600}
main{flex:1;padding-top:32px!important;padding-bottom:48px!important}
h1{font-size:26px;line-height:36px;font-weight:600;letter-spacing:-.02em;margin:0 0 8px}
.muted{color:var(--muted);font-weight:400}
input[type=file]{width:100%;font-size:13px;color:inherit;background:var(--surface);border:1px solid var(--strong);
  border-radius:6px;padding:9px 12px}
.alert{margin:24px 0;padding:14px 16px;border:1px solid var(--bad);border-radius:6px;background:var(--bad-soft)}
.alert p{margin:0}
.alert strong{color:var(--bad)}
form{display:grid;gap:24px;margin-top:24px}
label{display:block;font-weight:600;margin-bottom:4px}
.own{white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:plaintext}
.hint{display:block;font-size:15px;line-height:24px;color:var(--muted);margin-bottom:8px}
input[type=text],input[type=email],textarea{width:100%;font:inherit;color:inherit;background:var(--surface);
  border:1px solid var(--strong);border-radius:6px;padding:9px 12px}
textarea{min-height:9rem;resize:vertical}
[aria-invalid=true]{border-color:var(--bad)!important}
.wrong{display:block;margin-top:6px;color:var(--bad);font-size:15px}
button{font:inherit;font-weight:500;color:var(--on-accent);background:var(--accent);border:0;border-radius:6px;
  min-height:44px;padding:0 20px;cursor:pointer}
button:hover{background:var(--accent-hover)}
:focus-visible{outline:2px solid var(--ring);outline-offset:2px}
.away{position:absolute;left:-9999px;width:1px;height:1px;overflow:hidden}
footer{border-top:1px solid var(--border);color:var(--muted);font-size:13px}
footer .column{padding-top:20px;padding-bottom:20px}`;

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
  const drawn = await html`<!doctype html>
    <html lang="${language}" dir="ltr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${words("title")}${face ? ` · ${face.launch}` : ""}</title>
        <style nonce="${nonce}">
          ${raw(STYLE)}
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
          <div class="column">
            ${face ? translatorFor(language, "form")("footer", { organization: isolate(face.organization) }) : "Steady"}
          </div>
        </footer>
      </body>
    </html>`;
  const csp = `default-src 'none'; style-src 'nonce-${nonce}'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
  return new Response(String(drawn), {
    status: refused?.refusal.status ?? 200,
    headers: {
      ...SECURITY_HEADERS,
      ...(refused && refusalHeaders(refused.refusal)),
      "content-security-policy": csp,
      "cache-control": "no-store",
      "content-type": "text/html; charset=utf-8",
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
