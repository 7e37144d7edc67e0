import type { ReactNode } from "react";

/** One condition of a filter. Free text has the key `text`. */
export type FilterToken = { key: string; value: string };

export type FilterValue = { value: string; label?: string; count?: number; icon?: ReactNode };

/** A key that can be filtered by, and the values offered for it; without values anything may be typed. */
export type FilterField = { key: string; label: string; hint?: string; values?: readonly FilterValue[] };

export const TEXT_KEY = "text";

/** What the list under the filter bar offers: a key to go on typing after, or a finished token to add. */
export type FilterSuggestion =
  | { kind: "key"; id: string; field: FilterField }
  | {
      kind: "token";
      id: string;
      token: FilterToken;
      label: string;
      icon?: ReactNode;
      count?: number | undefined;
    };

/**
 * Tokens from written text. `key:value` counts as a token only for known keys, so that a pasted address or a time
 * stays text; neighbouring words of free text become one token.
 */
export function parseTokens(text: string, keys: readonly string[]): FilterToken[] {
  const known = new Set(keys);
  const tokens: FilterToken[] = [];
  let words: string[] = [];
  const endText = () => {
    if (words.length > 0) tokens.push({ key: TEXT_KEY, value: words.join(" ") });
    words = [];
  };
  for (const match of text.matchAll(/(?:(?<![\w-])([\w-]+):)?(?:"([^"]*)"|(\S+))/g)) {
    const [whole, key, quoted, bare] = match;
    if (key !== undefined && known.has(key)) {
      endText();
      tokens.push({ key, value: quoted ?? bare ?? "" });
    } else if (key === undefined && quoted !== undefined) {
      endText();
      tokens.push({ key: TEXT_KEY, value: quoted });
    } else {
      words.push(whole);
    }
  }
  endText();
  return tokens.filter((token) => token.value !== "");
}

/** What to offer for what has been typed so far, best first, at most `limit`. Tokens already set are not offered again. */
export function suggestTokens(
  draft: string,
  fields: readonly FilterField[],
  tokens: readonly FilterToken[],
  limit = 12,
): FilterSuggestion[] {
  const typed = draft.trim().toLowerCase();
  const isSet = (token: FilterToken) =>
    tokens.some((other) => other.key === token.key && other.value === token.value);
  const at = draft.indexOf(":");
  const field =
    at > 0
      ? fields.find((candidate) => candidate.key === draft.slice(0, at).trim().toLowerCase())
      : undefined;

  if (field) {
    const wanted = draft
      .slice(at + 1)
      .trim()
      .replace(/^"|"$/g, "");
    const offered = (field.values ?? [])
      .filter((value) => matches(wanted.toLowerCase(), value.value, value.label))
      .map((value) => toSuggestion(field, value));
    const isOffered = field.values?.some((value) => value.value === wanted) ?? false;
    const own =
      field.values === undefined && wanted !== "" && !isOffered
        ? [toSuggestion(field, { value: wanted })]
        : [];
    return [...offered, ...own]
      .filter((suggestion) => suggestion.kind === "key" || !isSet(suggestion.token))
      .slice(0, limit);
  }

  const keyMatches = fields
    .filter(
      (field) => typed === "" || field.key.startsWith(typed) || field.label.toLowerCase().startsWith(typed),
    )
    .map((field) => ({ kind: "key" as const, id: `key-${field.key}`, field }));
  if (typed === "") return keyMatches.slice(0, limit);
  const valueMatches = fields.flatMap((field) =>
    (field.values ?? [])
      .filter((value) => startsWith(typed, value.value, value.label))
      .map((value) => toSuggestion(field, value)),
  );
  const text: FilterSuggestion = {
    kind: "token",
    id: "text",
    token: { key: TEXT_KEY, value: draft.trim() },
    label: `Contains “${draft.trim()}”`,
  };
  return [...keyMatches, ...valueMatches, text]
    .filter((suggestion) => suggestion.kind === "key" || !isSet(suggestion.token))
    .slice(0, limit);
}

function toSuggestion(field: FilterField, value: FilterValue): FilterSuggestion {
  return {
    kind: "token",
    id: `${field.key}-${value.value}`,
    token: { key: field.key, value: value.value },
    label: value.label ?? value.value,
    icon: value.icon,
    count: value.count,
  };
}

const matches = (typed: string, value: string, label = value) =>
  value.toLowerCase().includes(typed) || label.toLowerCase().includes(typed);
const startsWith = (typed: string, value: string, label = value) =>
  value.toLowerCase().startsWith(typed) || label.toLowerCase().startsWith(typed);
