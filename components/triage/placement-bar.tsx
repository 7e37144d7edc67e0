"use client";
import { cn } from "@/components/ui/cn";
import { useEffect, useRef, useState } from "react";
import { useShortcut } from "@/components/layout/shortcuts";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";
import { describePlacement, type Placement } from "./placement";

/**
 * Asks in one line why an issue is put elsewhere than the evidence puts it. The reason may be left out; leaving the bar keeps the
 * placement without one, Escape puts it back.
 */
export function PlacementBar({
  placement,
  onKeep,
  onPutBack,
}: {
  placement: Placement;
  onKeep: (reason: string) => void;
  onPutBack: () => void;
}) {
  const [reason, setReason] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const bar = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // With arrow keys the next press is likely another arrow, which the input would swallow.
    if (placement.isDragged) input.current?.focus({ preventScroll: true });
  }, [placement.bubble.id, placement.isDragged]);
  useShortcut("escape", onPutBack, { label: "Put it back", group: "Matrix", isActiveInInputs: true });
  useShortcut("enter", () => onKeep(reason.trim()), { label: "Keep it there", group: "Matrix" });
  return (
    <form
      ref={bar}
      className={cn(
        "absolute inset-x-3 top-2 z-20 mx-auto flex max-w-3xl animate-pop-in flex-wrap items-center",
        "gap-2 rounded-md border border-border bg-raised p-2 shadow-float",
      )}
      onSubmit={(event) => {
        event.preventDefault();
        onKeep(reason.trim());
      }}
      onBlur={(event) => {
        if (
          placement.isDragged &&
          event.relatedTarget instanceof Node &&
          !bar.current?.contains(event.relatedTarget)
        )
          onKeep(reason.trim());
      }}
    >
      <p role="status" className="min-w-0 flex-1 basis-56 px-1 figures">
        <span className="font-medium">#{placement.bubble.number}</span> {describePlacement(placement)}
      </p>
      <Input
        ref={input}
        size="sm"
        aria-label="Why it is placed there"
        placeholder="Why? In a line, or skip"
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.target.value)}
        className="w-48 max-sm:w-full"
      />
      <Button size="sm" variant="ghost" onClick={onPutBack}>
        Put back <Kbd keys="escape" />
      </Button>
      <Button size="sm" variant="primary" type="submit">
        {reason.trim() === "" ? "Keep, no reason" : "Keep"}
      </Button>
    </form>
  );
}
