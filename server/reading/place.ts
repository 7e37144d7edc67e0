import { cutText } from "@/contracts/cut-text";
import type { ItemContext } from "@/contracts/feedback";
import { reportedRoute, storedSpelling } from "@/server/reading/fingerprint";

/** Marks a term as a place; no word begins with it. */
const MARK = "@";
const MAX_CHARS = 120;

/**
 * The places a report comes from, as terms: the page it was written on and the request before it, without host and ids ("@/baskets/:id").
 * Places are compared like words, so that a page everybody reports from weighs as little as a word everybody uses. None for mail.
 */
export function placesOf(context: ItemContext | undefined): string[] {
  const routes = [context?.url, context?.route].flatMap((route) => (route ? [reportedRoute(route)] : []));
  return [...new Set(routes)]
    .filter((route) => route !== "/")
    .map((route) => `${MARK}${cutText(storedSpelling(route), MAX_CHARS)}`);
}

export const isPlace = (term: string): boolean => term.startsWith(MARK);

/** A place as it is read out. */
export const placeText = (term: string): string => term.slice(MARK.length).replaceAll(":id", "{id}");
