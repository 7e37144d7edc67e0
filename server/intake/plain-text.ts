import { TEXT_MAX } from "@/contracts/intake";

/** Named entities that helpdesks really send; anything else stays as it was written. */
const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  ndash: "–",
  mdash: "—",
  hellip: "…",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
  euro: "€",
  pound: "£",
  copy: "©",
  reg: "®",
  trade: "™",
  deg: "°",
  auml: "ä",
  ouml: "ö",
  uuml: "ü",
  Auml: "Ä",
  Ouml: "Ö",
  Uuml: "Ü",
  szlig: "ß",
  eacute: "é",
  egrave: "è",
  ecirc: "ê",
  agrave: "à",
  aacute: "á",
  ccedil: "ç",
  ntilde: "ñ",
  oacute: "ó",
  iacute: "í",
  uacute: "ú",
};

const MARKUP =
  /<\/?(?:p|div|br|span|a|b|i|u|em|strong|ul|ol|li|table|tbody|tr|td|th|h[1-6]|blockquote|pre|code|img|font|html|body|style|script|hr)(?:\s[^<>]{0,2000})?\/?>/i;

/** Whether a text was written as HTML rather than being about it. */
export function isHtml(text: string): boolean {
  return MARKUP.test(text);
}

/** The words of an HTML text: blocks become lines, scripts and styles disappear with their content, entities are read once. */
export function htmlToText(html: string): string {
  return html
    .replace(/<!--[\s\S]*?(?:-->|$)/g, "")
    .replace(/<(script|style|template|noscript)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, "")
    .replace(/<(?:br|hr)\b[^<>]*>/gi, "\n")
    .replace(/<li\b[^<>]*>/gi, "\n- ")
    .replace(/<\/(?:p|div|h[1-6]|tr|table|blockquote|pre|ul|ol)\s*>/gi, "\n")
    .replace(/<\/?[a-z][^<>]*>/gi, "")
    .replace(
      /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi,
      (whole, decimal?: string, hex?: string, name?: string) => {
        if (name) return ENTITIES[name] ?? ENTITIES[name.toLowerCase()] ?? whole;
        const code = decimal ? Number(decimal) : parseInt(hex!, 16);
        return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
          ? String.fromCodePoint(code)
          : "";
      },
    );
}

/** Under the u flag a surrogate matches only when it has no other half. */
const LONE_SURROGATES = /\p{Surrogate}/gu;

/**
 * Text as the product keeps it: no NUL and other control characters (Postgres refuses the first, terminals obey the rest), no lone
 * surrogates, one kind of line end, no run of more than two empty lines, trimmed and cut at `max` characters.
 */
export function tidyText(text: string, max: number = TEXT_MAX): string {
  const tidy = text
    .replace(LONE_SURROGATES, "\ufffd")
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, "")
    .replace(/[ \t]+\n/g, "\n")
    .replace(/\n{4,}/g, "\n\n\n")
    .trim();
  if (tidy.length <= max) return tidy;
  // A cut in the middle of a surrogate pair would leave half a character.
  return tidy.slice(0, max - 1).replace(LONE_SURROGATES, "") + "…";
}

/** As `tidyText` on one line; undefined when nothing is left. */
export function tidyLine(value: unknown, max: number): string | undefined {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const line = tidyText(String(value), max * 2)
    .replace(/\s+/g, " ")
    .trim();
  return line ? tidyText(line, max) : undefined;
}
