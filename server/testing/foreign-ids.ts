/** Ids inside inputs and answers: where an input names one, how another is put there, and which ones an answer gives away. */
import { randomBytes } from "node:crypto";

/** What only one organization has: an id, or a word that holds a populated world's canary. A request's own id belongs to whoever asks. */
const MARK = /(?!req_)[a-z]{3}_[0-9a-z]{26}|canary[0-9a-f]{16}/g;

/** A place for an id in an input: the way to its text, and which of the ids in that text. */
export type IdPlace = { way: readonly (string | number)[]; nth: number };

/** A place as it is read and written: `act.ownerId`, `target.ids[0]`, `filter#2` for the third id in one text. */
export function nameOf({ way, nth }: IdPlace): string {
  const path = way.map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`)).join("");
  return `${path.replace(/^\./, "")}${nth > 0 ? `#${nth}` : ""}`;
}

type Visit = (text: string, way: readonly (string | number)[]) => unknown;

/** A copy of an input with each of its texts replaced by what the visitor answers. */
function mapTexts(value: unknown, visit: Visit, way: readonly (string | number)[] = []): unknown {
  if (typeof value === "string") return visit(value, way);
  if (Array.isArray(value)) return value.map((one, index) => mapTexts(one, visit, [...way, index]));
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, mapTexts(one, visit, [...way, name])]),
  );
}

/** Every text in an input. */
function textsIn(input: unknown): string[] {
  const found: string[] = [];
  mapTexts(input, (text) => found.push(text));
  return found;
}

/** Every place in an input where an id or a word of an organization stands. */
export function idPlacesOf(input: unknown): IdPlace[] {
  const found: IdPlace[] = [];
  mapTexts(input, (text, way) => {
    for (const nth of (text.match(MARK) ?? []).keys()) found.push({ way, nth });
  });
  return found;
}

const isSameWay = (a: IdPlace["way"], b: IdPlace["way"]) =>
  a.length === b.length && a.every((step, index) => step === b[index]);

/** What stands at a place. */
export function idAt(input: unknown, place: IdPlace): string {
  let mark: string | undefined;
  mapTexts(input, (text, way) => {
    if (isSameWay(way, place.way)) mark = text.match(MARK)?.[place.nth];
  });
  if (mark === undefined) throw new Error(`nothing stands at ${nameOf(place)}`);
  return mark;
}

/** The input with another id at one place, all else as it was. */
export function withIdAt(input: unknown, place: IdPlace, id: string): unknown {
  return mapTexts(input, (text, way) => {
    let nth = 0;
    return isSameWay(way, place.way) ? text.replace(MARK, (mark) => (nth++ === place.nth ? id : mark)) : text;
  });
}

/** A word of the same form and the same time that belongs to nobody: it sorts where the other does. */
export function inventedLike(mark: string): string {
  if (mark.startsWith("canary")) return `canary${randomBytes(8).toString("hex")}`;
  const letters = Array.from(randomBytes(12), (byte) => "0123456789abcdefghjkmnpqrstvwxyz"[byte % 32]);
  return `${mark.slice(0, -letters.length)}${letters.join("")}`;
}

/**
 * What an answer gives away: the marks in it that its asker did not write themselves. Echoes are taken out as a whole (`c-canary…`, not
 * `canary…`), so that a name that holds the same canary is still found.
 */
export function leakedMarks(answer: string, sent: unknown, marks: readonly string[]): string[] {
  const sentWords = textsIn(sent).flatMap((text) => [text, ...text.split(/[\s:,~]+/)]);
  let rest = answer;
  for (const word of [...new Set(sentWords)].sort((a, b) => b.length - a.length))
    if (marks.some((mark) => word.includes(mark)))
      rest = rest.replaceAll(JSON.stringify(word).slice(1, -1), "");
  return marks.filter((mark) => rest.includes(mark));
}
