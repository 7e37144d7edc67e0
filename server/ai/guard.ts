import { randomBytes } from "node:crypto";

/**
 * What is taken out of a text before it leaves the house, and what stands there instead. Order matters: longer secrets first. Without
 * `needs` in the text it is not searched.
 */
const CLASSES: readonly {
  name: string;
  pattern: RegExp;
  needs?: string;
  isReal?: (found: string) => boolean;
}[] = [
  { name: "token", pattern: /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{4,}/g },
  {
    name: "key",
    pattern:
      /\b(?:sk|pk|rk|ghp|gho|ghs|xox[abpr]|AKIA|ASIA|AIza|glpat|npm|whsec|steady)[-_]?[A-Za-z0-9_-]{16,}/g,
  },
  { name: "authorization", pattern: /\b(?:bearer|basic)\s+[A-Za-z0-9+/_.=-]{12,}/gi },
  { name: "password", pattern: /\b(?:password|passwort|mot de passe|contraseña|pwd)\s*[:=]\s*\S{1,100}/gi },
  { name: "e-mail", needs: "@", pattern: /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/g },
  { name: "IBAN", pattern: /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b/g },
  { name: "card", pattern: /\b\d(?:[ -]?\d){12,18}\b/g, isReal: passesLuhn },
  {
    name: "address on the network",
    pattern: /\b(?:\d{1,3}\.){3}\d{1,3}\b/g,
    isReal: (v) => v.split(".").every((part) => Number(part) <= 255),
  },
  { name: "phone", pattern: /(?<![\w.])(?:\+|00)\d(?:[ ()/.-]{0,2}\d){7,14}(?!\w)/g },
  { name: "phone", pattern: /(?<![\w.-])\(?0\d{2,4}\)?[ /-]\d{3,}(?:[ -]\d{2,}){0,3}(?!\w)/g },
];

const KEY_BEGIN = /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----/g;
const KEY_END = /-----END [A-Z ]{0,30}PRIVATE KEY-----/g;

/** A text without private keys, each from its first mark to the next last one. One walk: without a last mark nothing is searched again. */
function withoutPrivateKeys(text: string): string {
  const kept: string[] = [];
  let at = 0;
  for (;;) {
    KEY_BEGIN.lastIndex = at;
    const begin = KEY_BEGIN.exec(text);
    if (!begin) break;
    KEY_END.lastIndex = KEY_BEGIN.lastIndex;
    if (!KEY_END.test(text)) break;
    kept.push(text.slice(at, begin.index), "[private key]");
    at = KEY_END.lastIndex;
  }
  return kept.join("") + text.slice(at);
}

/** Luhn's check digit (ISO/IEC 7812-1), which tells card numbers from order numbers. */
function passesLuhn(found: string): boolean {
  const digits = found.replace(/\D/g, "");
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const d = Number(digits[digits.length - 1 - index]);
    sum += index % 2 === 0 ? d : d * 2 > 9 ? d * 2 - 9 : d * 2;
  }
  return digits.length >= 13 && sum % 10 === 0;
}

/** A text without personal data and secrets that can be told by their form; each is replaced by its class in brackets. Names stay. */
export function redact(text: string): string {
  return CLASSES.reduce(
    (out, { name, pattern, needs, isReal }) =>
      needs !== undefined && !out.includes(needs)
        ? out
        : out.replace(pattern, (found) => (isReal && !isReal(found) ? found : `[${name}]`)),
    withoutPrivateKeys(text),
  );
}

/** What is shown to a model is flat and has few parts; deeper and wider than this nobody means it. */
const DEPTH_MAX = 20;
const PARTS_MAX = 200;

/** The same for every string inside a value; what is nested deeper than 20, or stands behind 200 others, is left out. */
export function redactDeep(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return redact(value);
  if (!value || typeof value !== "object") return value;
  if (depth >= DEPTH_MAX) return null;
  if (Array.isArray(value)) return value.slice(0, PARTS_MAX).map((part) => redactDeep(part, depth + 1));
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, PARTS_MAX)
      .map(([k, v]) => [k, redactDeep(v, depth + 1)]),
  );
}

/**
 * Fences items off as data: one JSON line each between two marks that nobody outside can guess, so that no text inside can close the
 * fence and speak as instruction.
 */
export function fence(items: readonly unknown[]): string {
  const mark = `DATA-${randomBytes(9).toString("base64url")}`;
  const lines = items.map((item, index) =>
    JSON.stringify({ index, ...(redactDeep(item) as object) }).replaceAll(mark, ""),
  );
  return `<<${mark}\n${lines.join("\n")}\n${mark}>>`;
}
