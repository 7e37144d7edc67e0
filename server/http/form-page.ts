import { html, raw } from "hono/html";
import { randomBytes } from "node:crypto";
import { formNonce, TRAP_ATTRIBUTES, TRAP_FIELD } from "@/contracts/intake";
import type { FormFace } from "@/server/intake/forms.queries";
import type { AppError } from "@/server/platform/errors";
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
header .column{min-height:56px;display:flex;align-items:center}
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

export type TypedFields = Readonly<Record<string, string>>;

/** What a person sees when their report could not be taken in: why, in words, and everything they typed, ready to be sent again. */
export async function refusedFormPage(
  face: FormFace | null,
  typed: TypedFields,
  refusal: AppError,
): Promise<Response> {
  const nonce = randomBytes(16).toString("base64url");
  const fields = (refusal.details["fields"] ?? {}) as Readonly<Record<string, string>>;
  const page = await html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>Not sent yet${face ? ` · ${face.launch}` : ""}</title>
        <style nonce="${nonce}">
          ${raw(STYLE)}
        </style>
      </head>
      <body>
        ${face ? html`<header><div class="column">${face.organization}</div></header>` : ""}
        <main class="column">
          <h1>Not sent yet</h1>
          <div class="alert" role="alert">
            <p><strong>${sayWhy(refusal, fields)}</strong></p>
            <p>${face ? "What you typed is below. Nothing was stored so far." : "Nothing was stored."}</p>
          </div>
          ${face && !face.isPaused ? drawForm(face, typed, fields) : ""}
        </main>
        <footer>
          <div class="column">Reports go to ${face ? face.organization : "the team"} through Steady.</div>
        </footer>
      </body>
    </html>`;
  const csp = `default-src 'none'; style-src 'nonce-${nonce}'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
  return new Response(String(page), {
    status: refusal.status,
    headers: {
      ...SECURITY_HEADERS,
      ...refusalHeaders(refusal),
      "content-security-policy": csp,
      "cache-control": "no-store",
      "content-type": "text/html; charset=utf-8",
    },
  });
}

function sayWhy(refusal: AppError, fields: Readonly<Record<string, string>>): string {
  const [first] = Object.values(fields);
  return first ?? refusal.message;
}

const trapAttributes = raw(
  Object.entries(TRAP_ATTRIBUTES)
    .map(([name, value]) => `${name.toLowerCase()}="${value}"`)
    .join(" "),
);

function drawForm(face: FormFace, typed: TypedFields, wrong: Readonly<Record<string, string>>) {
  const valueOf = (name: string) =>
    wrong[name] ? html`<span class="wrong" id="${name}-wrong">${wrong[name]}</span>` : "";
  const isWrong = (name: string) =>
    wrong[name] ? raw(`aria-invalid="true" aria-describedby="${name}-wrong"`) : "";
  const passed = ["url", "version", "account", "request_id", "name"].filter((name) => typed[name]);
  return html`<form method="post" action="/api/v1/forms/${face.key}" enctype="multipart/form-data">
    <div>
      <label for="text">What happened?</label
      ><span class="hint">What you did, what you expected, what you saw instead.</span>
      <textarea id="text" name="text" required maxlength="20000" rows="6" ${isWrong("text")}>
${typed["text"] ?? ""}</textarea
      >${valueOf("text")}
    </div>
    <div>
      <label for="email">Your e-mail <span class="muted">optional</span></label
      ><span class="hint">To send you the reference, and word when it is fixed.</span>
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
      <label for="${TRAP_FIELD}">Leave this empty</label
      ><input id="${TRAP_FIELD}" name="${TRAP_FIELD}" type="text" ${trapAttributes} />
    </div>
    ${passed.map((name) => html`<input type="hidden" name="${name}" value="${typed[name]}" />`)}
    <input
      type="hidden"
      name="nonce"
      value="${typed["nonce"] || formNonce(randomBytes(12).toString("base64url"), Date.now())}"
    />
    <div>
      <label for="screenshot">Screenshot <span class="muted">optional</span></label
      ><span class="hint"
        >A photo or screenshot (JPEG, PNG, WebP, HEIC), at most 15 MB. Please choose it again.</span
      >
      <input
        id="screenshot"
        name="screenshot"
        type="file"
        accept="image/png,image/jpeg,image/webp,image/heic,image/heif,.heic,.heif"
        ${isWrong("screenshot")}
      />${valueOf("screenshot")}
    </div>
    <div><button type="submit">Send report</button></div>
  </form>`;
}
