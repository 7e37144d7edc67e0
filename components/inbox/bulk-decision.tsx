"use client";
import { Button } from "@/components/ui/button";
import type { Decide } from "./decision-actions";

/** Several at once: one decision for all of them. */
export function BulkDecision({
  count,
  decide,
  onClear,
}: {
  count: number;
  decide: Decide;
  onClear: () => void;
}) {
  const decisions = [
    { shortcut: "1", label: `Accept ${count} issues`, onClick: decide.accept },
    { shortcut: "2", label: `Merge ${count} issues into one`, onClick: decide.searchToMerge },
    { shortcut: "3", label: `Decline ${count} issues`, onClick: decide.decline },
    { shortcut: "h", label: `Snooze ${count} issues`, onClick: decide.snooze },
    { shortcut: "w", label: `Park ${count} issues as wishes`, onClick: decide.park },
    { shortcut: "a", label: `Assign ${count} issues`, onClick: decide.assign },
  ];
  return (
    <div className="flex flex-col gap-1.5 p-4 max-xl:-order-1 max-xl:border-b max-xl:border-border">
      <h3 className="mb-1 text-section font-semibold">{count} issues selected</h3>
      <p className="mb-2 text-muted-foreground">
        Your decision applies to all of them and can be undone for ten seconds.
      </p>
      {decisions.map(({ shortcut, label, onClick }, index) => (
        <Button
          key={shortcut}
          variant={index === 0 ? "primary" : "secondary"}
          shortcut={shortcut}
          onClick={onClick}
          className="justify-between"
        >
          {label}
        </Button>
      ))}
      <Button variant="ghost" shortcut="escape" onClick={onClear} className="justify-between">
        Clear the selection
      </Button>
    </div>
  );
}
