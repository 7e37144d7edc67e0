import superjson, { SuperJSON } from "superjson";
import { readMoment, describeRefusal } from "@/contracts/moment";
import { AppError } from "@/server/platform/errors";

/** Deeper nesting than any input of ours has; more would overflow the stack of whoever serialises it next. */
const DEPTH_MAX = 32;
/** More values than the largest honest input (a bulk action over 1,000 ids) by an order of magnitude. */
const VALUES_MAX = 20_000;

/**
 * Looks through parsed JSON, without recursion, before anything else sees it: Postgres refuses NUL in text and lone surrogates in jsonb.
 * @throws AppError BAD_REQUEST naming what is wrong.
 */
export function guardInput(root: unknown): void {
  let level: unknown[] = [root];
  let seen = 0;
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEPTH_MAX)
      throw new AppError("BAD_REQUEST", `The input is nested deeper than ${DEPTH_MAX} levels.`);
    const next: unknown[] = [];
    for (const value of level) {
      if (++seen > VALUES_MAX) throw new AppError("BAD_REQUEST", "The input has too many values.");
      if (typeof value === "string") guardText(value);
      else if (typeof value === "object" && value !== null) {
        for (const [key, child] of Object.entries(value)) {
          if (!Array.isArray(value)) guardText(key);
          next.push(child);
        }
      }
    }
    level = next;
  }
}

/** With the u flag a pair is one character, so that only halves match. */
const LONE_SURROGATE = /\p{Surrogate}/u;

function guardText(text: string): void {
  if (text.includes("\0")) throw new AppError("BAD_REQUEST", "The input contains a NUL character.");
  if (LONE_SURROGATE.test(text))
    throw new AppError(
      "BAD_REQUEST",
      "The input contains half of a surrogate pair, which is not a character.",
    );
}

const MOMENT = "moment";

/** superjson makes a date of any text, and rolls over what the calendar does not have; this one reads it strictly. */
const strict = new SuperJSON();
strict.registerCustom<Date, string>(
  {
    isApplicable: (value): value is Date => value instanceof Date,
    serialize: (date) => date.toISOString(),
    deserialize: (text) => {
      const read = readMoment(text);
      if (!read.ok) throw new AppError("BAD_REQUEST", describeRefusal(text, read.reason));
      return new Date(read.ms);
    },
  },
  MOMENT,
);

/** The same annotations with dates left to the strict reader. */
function strictDates(values: unknown): unknown {
  if (Array.isArray(values)) {
    const [kind, ...parts] = values as unknown[];
    return [kind === "Date" ? ["custom", MOMENT] : kind, ...parts.map(strictDates)];
  }
  if (typeof values !== "object" || values === null) return values;
  return Object.fromEntries(Object.entries(values).map(([path, tree]) => [path, strictDates(tree)]));
}

/**
 * superjson, whose input side is guarded first. Only dates and undefined are carried beyond JSON: nothing else a client names is
 * constructed, and its references are ignored, because they could tie a value into a ring.
 */
export const guardedTransformer = {
  input: {
    serialize: superjson.serialize,
    deserialize: (sent: unknown): unknown => {
      guardInput(sent);
      const { json, meta } = (typeof sent === "object" && sent !== null ? sent : {}) as {
        json?: unknown;
        meta?: { values?: unknown };
      };
      for (const kind of annotationsIn(meta?.values))
        if (kind !== "Date" && kind !== "undefined")
          throw new AppError("BAD_REQUEST", "The input names a type that is not accepted.");
      return strict.deserialize({ json, meta: { values: strictDates(meta?.values) } } as Parameters<
        typeof strict.deserialize
      >[0]);
    },
  },
  output: { serialize: superjson.serialize, deserialize: superjson.deserialize },
};

/** superjson's annotations form a tree of arrays and objects with type names at its leaves. */
function annotationsIn(values: unknown): string[] {
  if (typeof values === "string") return [values];
  if (Array.isArray(values)) return values.flatMap(annotationsIn);
  if (typeof values === "object" && values !== null) return Object.values(values).flatMap(annotationsIn);
  return [];
}
