"use client";
import { useQueryStates } from "nuqs";
import { BOARD_ADDRESS } from "./board-address";

/** The board's state, all of it in the address, so that what one sees can be sent to somebody else. */
export function useBoardState() {
  return useQueryStates(BOARD_ADDRESS, { history: "replace", clearOnDefault: true });
}
