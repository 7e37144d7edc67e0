import { cutText } from "@/contracts/cut-text";
import { withoutPreamble } from "@/server/reading/preamble";

/** The longest title an issue is given by itself; people may write longer ones. */
const MAX_CHARS = 90;
const MIN_CHARS = 12;
/** So much of a subject and of a text is looked at for a title. */
const TITLE_CHARS = 600;
const OPENING_CHARS = 4_000;

const REPLY_PREFIX = /^(?:(?:re|aw|fw|fwd|wg|tr|rv)\s*:\s*|\[[^\]]{1,40}\]\s*)+/i;
const QUOTE_LINES = [
  /^\s*(?:>|am .{5,80} schrieb|on .{5,80} wrote|le .{5,80} a écrit|el .{5,80} escribió)/iu,
  /^\s*(?:-{3,}|_{3,}|sent from my|von meinem|envoyé de|enviado desde)/iu,
];
const SENTENCES = new Intl.Segmenter(undefined, { granularity: "sentence" });
const THANKS =
  /^(?:thanks?(?: you)?|danke|merci|gracias|please help|bitte (?:um )?hilfe|help|hilfe)\b[^\p{L}]*$/iu;

/**
 * What an issue is called until a person calls it something better: the ticket's subject, or the first sentence of the report that says
 * something, without preamble, quoted mail and shouting, at most 90 characters.
 */
export function issueTitle({ title, text }: { title: string | null; text: string }): string {
  const subject = calm(clean(cutText(title ?? "", TITLE_CHARS).replace(REPLY_PREFIX, "")));
  if (subject.length >= MIN_CHARS) return shorten(subject);
  const opening = cutText(text, OPENING_CHARS);
  const parts = sentences(opening);
  const first = parts.find((s) => s.length >= MIN_CHARS && /\p{L}{3}/u.test(s)) ?? parts[0] ?? subject;
  return shorten(calm(first || clean(opening) || "A report without words"));
}

function sentences(text: string): string[] {
  const lines = text.split("\n").filter((line) => !QUOTE_LINES.some((quote) => quote.test(line)));
  const body = withoutPreamble(lines.join("\n").trim());
  return [...SENTENCES.segment(body)]
    .flatMap(({ segment }) => segment.split("\n"))
    .map((s) => clean(s.replace(/(?<![\s.!。！])[\s.!。！]+$/u, "")))
    .filter((s) => s !== "" && !THANKS.test(s));
}

/** What is invisible becomes a blank, unless it makes one character of several: a family, a flag, a letter of Persian or Hindi. */
const INVISIBLE =
  /(?:(?!\u200d[\p{Extended_Pictographic}\p{L}\p{M}]|\u200c[\p{L}\p{M}]|[\u{e0020}-\u{e007f}])[\p{C}\s])+/gu;
const clean = (text: string): string => text.replace(INVISIBLE, " ").trim();

/** A sentence in capitals is said in an ordinary voice; a word in capitals may be a name. */
function calm(text: string): string {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0;
  const quiet = letters > 8 && capitals / letters > 0.7 ? text.toLocaleLowerCase() : text;
  const plain = quiet.replace(/([!?])\1+/g, "$1").replace(/(?<!!)!+$/, "");
  return plain.charAt(0).toLocaleUpperCase() + plain.slice(1);
}

function shorten(text: string): string {
  if (text.length <= MAX_CHARS) return text;
  const cut = cutText(text, MAX_CHARS - 1);
  const space = cut.lastIndexOf(" ");
  return `${(space > MAX_CHARS * 0.6 ? cut.slice(0, space) : cut).replace(/(?<![\s,;:–-])[\s,;:–-]+$/u, "")}…`;
}
