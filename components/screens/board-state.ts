"use client";
import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { BOARD_SORTS } from "@/contracts/board";
import { BOARD_LAYOUTS } from "@/contracts/views";

/** What the board shows when nobody said otherwise: what still asks for work. */
export const FIRST_FILTER = "state:open";

const PARSERS = {
  layout: parseAsStringLiteral(BOARD_LAYOUTS).withDefault("table"),
  filter: parseAsString.withDefault(FIRST_FILTER),
  sort: parseAsStringLiteral(BOARD_SORTS),
  view: parseAsString,
  issue: parseAsInteger,
};

/** The board's state, all of it in the address, so that what one sees can be sent to somebody else. */
export function useBoardState() {
  return useQueryStates(PARSERS, { history: "replace", clearOnDefault: true });
}
