"use client";
import { useQueryStates } from "nuqs";
import { useCallback } from "react";
import { ISSUE_ADDRESS, ISSUE_START } from "./issue-address";

/** Puts the address back to an issue's beginning: where one was in an issue is not where one is in the next. */
export function useIssueStart(): () => void {
  const [, setAddress] = useQueryStates(ISSUE_ADDRESS, { history: "replace" });
  return useCallback(() => void setAddress(ISSUE_START), [setAddress]);
}
