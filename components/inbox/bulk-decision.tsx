"use client";
import { Button } from "@/components/ui/button";
import type { Decide } from "./decision-column";

/** Several at once: one decision for all of them. */
export function BulkDecision({ count, decide }: { count: number; decide: Omit<Decide, "merge"> }) {
  const decisions = [
    { shortcut: "1", label: `Accept ${count} issues`, onClick: decide.accept },
    { shortcut: "2", label: `Merge ${count} issues into one`, onClick: decide.searchToMerge },
    { shortcut: "3", label: `Decline ${count} issues`, onClick: decide.decline },
    { shortcut: "h", label: `Snooze ${count} issues`, onClick: decide.snooze },
    { shortcut: "w", label: `Park ${count} issues as wishes`, onClick: decide.park },
  ];
  return (
    <div className="flex flex-col gap-1.5 p-4">
      <h3 className="mb-1 text-section font-semibold">{count} issues chosen</h3>
      <p className="mb-2 text-muted-foreground">
        One decision for all of them, with ten seconds to take it back.
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
    </div>
  );
}
