/** The look of the public pages, for the one page that is drawn without Next; the figures are those of app/globals.css. */
export const FORM_PAGE_STYLE = `
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
