import { TEXT_KEY, type FilterToken } from "@/components/ui/filter-tokens";
import { FILTER_KEYS, formatFilter, parseFilter, type FilterProblem } from "@/contracts/board";
import { OPEN_STATES } from "@/contracts/feedback";

/** A written filter as the tokens of the filter bar: one per value, all open states as one, the words last. */
export function tokensOf(written: string): FilterToken[] {
  const { filter } = parseFilter(written);
  const tokens: FilterToken[] = [];
  for (const [key, part] of Object.entries(FILTER_KEYS)) {
    const value = filter[part];
    if (typeof value === "string") tokens.push({ key, value });
    else if (value)
      for (const option of key === "state" ? foldStates(value) : value) tokens.push({ key, value: option });
  }
  if (filter.text !== "") tokens.push({ key: TEXT_KEY, value: filter.text });
  return tokens;
}

function foldStates(states: readonly string[]): string[] {
  const open: readonly string[] = OPEN_STATES;
  return open.every((state) => states.includes(state))
    ? ["open", ...states.filter((state) => !open.includes(state))]
    : [...states];
}

/**
 * Tokens as a written filter, the same way whatever order they were added in; what means nothing is told. A later `since` replaces an
 * earlier one.
 */
export function filterOf(tokens: readonly FilterToken[]): { filter: string; problems: FilterProblem[] } {
  const written = tokens
    .map(({ key, value }) =>
      key === TEXT_KEY ? value : `${key}:${/[\s",]/.test(value) ? `"${value.replaceAll('"', "")}"` : value}`,
    )
    .join(" ");
  const { filter, problems } = parseFilter(written);
  return { filter: formatFilter(filter), problems };
}
