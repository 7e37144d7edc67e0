"use client";
import { Button } from "@/components/ui/button";
import type { Decide } from "./decision-column";

/** Several at once: one decision for all of them. */
export function BulkDecision({ count, decide }: { count: number; decide: Omit<Decide, "merge"> }) {
  return (
    <div className="flex flex-col gap-1.5 p-4">
      <h3 className="mb-1 text-section font-semibold">{count} issues chosen</h3>
      <p className="mb-2 text-muted-foreground">
        One decision for all of them, with ten seconds to take it back.
      </p>
      <Button
        variant="primary"
        shortcut="1"
        onClick={decide.accept}
        className="justify-between"
      >{`Accept ${count} issues`}</Button>
      <Button
        shortcut="2"
        onClick={decide.searchToMerge}
        className="justify-between"
      >{`Merge ${count} issues into one`}</Button>
      <Button
        shortcut="3"
        onClick={decide.decline}
        className="justify-between"
      >{`Decline ${count} issues`}</Button>
      <Button
        shortcut="h"
        onClick={decide.snooze}
        className="justify-between"
      >{`Snooze ${count} issues until they get worse`}</Button>
      <Button
        shortcut="w"
        onClick={decide.park}
        className="justify-between"
      >{`Park ${count} issues as wishes`}</Button>
    </div>
  );
}
