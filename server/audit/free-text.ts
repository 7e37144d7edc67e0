/** Fields in which somebody's own words stand: what a person typed, what a report said, what a model made of it. */
const FREE_TEXT = new Set([
  "title",
  "text",
  "reason",
  "workaround",
  "impactReason",
  "effortReason",
  "message",
  "raised",
  "explain",
  "note",
  "labels",
  "add",
  "remove",
]);

type Replace = (text: string) => string;

/**
 * A value of any depth with every free text in it replaced; ids, states, counts and times stay as they are. `replace` may answer with the
 * same text. Returns the same object when nothing was changed.
 */
export function mapFreeText(value: unknown, replace: Replace): unknown {
  return walk(value, false, replace);
}

function walk(value: unknown, isFree: boolean, replace: Replace): unknown {
  if (typeof value === "string") return isFree ? replace(value) : value;
  if (Array.isArray(value)) {
    const walked = value.map((entry) => walk(entry, isFree, replace));
    return walked.some((entry, index) => entry !== value[index]) ? walked : value;
  }
  if (value === null || typeof value !== "object" || value instanceof Date) return value;
  const entries = Object.entries(value);
  const walked = entries.map(([key, entry]) => [key, walk(entry, FREE_TEXT.has(key), replace)] as const);
  return walked.some(([, entry], index) => entry !== entries[index]![1]) ? Object.fromEntries(walked) : value;
}

/** What the audit log says of a text that it does not keep. */
export const withoutWords = (data: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  mapFreeText(data, (text) => (text === "" ? text : `(${[...text].length} characters)`)) as Record<
    string,
    unknown
  >;
