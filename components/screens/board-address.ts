import { createLoader, parseAsInteger, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { BOARD_SORTS, FIRST_FILTER } from "@/contracts/board";
import { QUADRANTS } from "@/contracts/triage";
import { BOARD_LAYOUTS } from "@/contracts/views";

/** The parts of the board's address. */
export const BOARD_ADDRESS = {
  layout: parseAsStringLiteral(BOARD_LAYOUTS).withDefault("table"),
  filter: parseAsString.withDefault(FIRST_FILTER),
  sort: parseAsStringLiteral(BOARD_SORTS),
  view: parseAsString,
  issue: parseAsInteger,
  /** The quadrant that the matrix looks into. */
  zoom: parseAsStringLiteral(QUADRANTS),
};

/** Reads the board's address on the server; what is not understood is as if it were not there. */
export const loadBoardAddress = createLoader(BOARD_ADDRESS);
