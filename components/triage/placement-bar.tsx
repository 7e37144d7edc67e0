"use client";
import { Minus, Plus } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import { useShortcut } from "@/components/layout/shortcuts";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";
import { effortSizeOf } from "@/contracts/triage";
import {
  changedAxes,
  describePlacement,
  isReasonRequired,
  missingReason,
  type Axis,
  type Placement,
  type PlacementReasons,
} from "./placement";

const AXES = ["impact", "effort"] as const satisfies readonly Axis[];
const STEP = 5;

/**
 * Where an issue is placed, as numbers that can be changed here, and why: each changed axis has a reason of its own. A reason may be left
 * out, except where an open critical is set below the line. After a drag, leaving the bar keeps the placement; Escape puts it back.
 */
export function PlacementBar({
  placement,
  reasons,
  isAtBottom,
  isBesidePanel,
  onChange,
  onReasons,
  onKeep,
  onPutBack,
}: {
  placement: Placement;
  reasons: PlacementReasons;
  isAtBottom: boolean;
  /** The panel covers the plane's right part. */
  isBesidePanel: boolean;
  onChange: (placement: Placement) => void;
  onReasons: (reasons: PlacementReasons) => void;
  onKeep: () => void;
  onPutBack: () => void;
}) {
  const [refused, setRefused] = useState<Axis | null>(null);
  const bar = useRef<HTMLFormElement>(null);
  const inputs = useRef<Partial<Record<Axis, HTMLInputElement | null>>>({});
  const noteId = useId();
  const axes = changedAxes(placement);
  const first = axes[0];
  useEffect(() => {
    // With arrow keys the next press is likely another arrow, which the input would swallow; by touch a keyboard would cover the plane.
    if (placement.by === "mouse" && first) inputs.current[first]?.focus({ preventScroll: true });
    // Only another drag leads to the input; what is typed there must not.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [placement.bubble.id, placement.by]);
  const keep = () => {
    const missing = missingReason(placement, reasons);
    if (!missing) return onKeep();
    setRefused(missing);
    inputs.current[missing]?.focus({ preventScroll: true });
  };
  useShortcut("escape", onPutBack, { label: "Put it back", group: "Matrix", isActiveInInputs: true });
  useShortcut("enter", keep, { label: "Keep it there", group: "Matrix" });
  const required = axes.find((axis) => isReasonRequired(placement, axis));
  const hasReason = axes.some((axis) => reasons[axis].trim() !== "");
  return (
    <form
      ref={bar}
      aria-label={`Place #${placement.bubble.number}`}
      // Steps are by five, and any whole number is fine.
      noValidate
      className={cn(
        "absolute left-3 z-20 flex animate-pop-in flex-wrap items-end justify-end",
        isBesidePanel ? "w-96 max-w-[calc(100%-1.5rem)]" : "right-3 mx-auto max-w-2xl",
        "gap-x-3 gap-y-2 rounded-md border border-border bg-raised p-2 shadow-float",
        isAtBottom ? "bottom-2" : "top-2",
      )}
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
      onBlur={(event) => {
        if (
          placement.by === "mouse" &&
          event.relatedTarget instanceof Node &&
          !bar.current?.contains(event.relatedTarget) &&
          !missingReason(placement, reasons)
        )
          onKeep();
      }}
    >
      <p role="status" className="w-full px-1 figures">
        <span className="font-medium">#{placement.bubble.number}</span> {describePlacement(placement)}
      </p>
      <div className="flex min-w-0 flex-1 basis-72 flex-col gap-1.5">
        {AXES.map((axis) => (
          <div key={axis} className="flex flex-wrap items-center gap-2">
            <ValueStepper
              axis={axis}
              value={placement[axis]}
              onChange={(value) => onChange({ ...placement, [axis]: value, by: "fields" })}
            />
            {axes.includes(axis) && (
              <Input
                ref={(element) => {
                  inputs.current[axis] = element;
                }}
                size="sm"
                aria-label={`Why this ${axis}`}
                aria-required={isReasonRequired(placement, axis)}
                aria-invalid={refused === axis && missingReason(placement, reasons) === axis}
                aria-describedby={isReasonRequired(placement, axis) ? noteId : undefined}
                placeholder={isReasonRequired(placement, axis) ? "Why? Required" : "Why? In a line, or skip"}
                value={reasons[axis]}
                maxLength={500}
                onChange={(event) => onReasons({ ...reasons, [axis]: event.target.value })}
                className="min-w-40 flex-1"
              />
            )}
          </div>
        ))}
        {required && (
          <p
            id={noteId}
            role={refused ? "alert" : undefined}
            className="px-1 text-meta text-critical-foreground"
          >
            An open critical lies above the line. Setting it below needs a reason.
          </p>
        )}
      </div>
      <span className="flex items-center gap-2">
        <Button size="sm" variant="ghost" onClick={onPutBack}>
          Put back <Kbd keys="escape" />
        </Button>
        <Button size="sm" variant="primary" type="submit" disabled={axes.length === 0}>
          {hasReason || required ? "Keep" : "Keep, no reason"}
        </Button>
      </span>
    </form>
  );
}

/** A number from 0 to 100 that is typed, or changed by five with a press. */
function ValueStepper({
  axis,
  value,
  onChange,
}: {
  axis: Axis;
  value: number;
  onChange: (value: number) => void;
}) {
  const [draft, setDraft] = useState<string | null>(null);
  const step = (by: number) => {
    setDraft(null);
    onChange(Math.min(100, Math.max(0, value + by)));
  };
  const name = axis === "impact" ? "Impact" : "Effort";
  return (
    <span className="flex items-center gap-1">
      <span className="w-12 px-1 text-meta text-muted-foreground">{name}</span>
      <IconButton
        size="sm"
        label={`Less ${axis}`}
        isTooltipHidden
        disabled={value === 0}
        onClick={() => step(-STEP)}
      >
        <Minus aria-hidden />
      </IconButton>
      <Input
        type="number"
        inputMode="numeric"
        size="sm"
        min={0}
        max={100}
        step={STEP}
        aria-label={name}
        value={draft ?? String(value)}
        onChange={({ target }) => {
          setDraft(target.value);
          const typed = Number(target.value);
          if (target.value !== "" && Number.isInteger(typed) && typed >= 0 && typed <= 100) onChange(typed);
        }}
        onBlur={() => setDraft(null)}
        className="w-14 [appearance:textfield] text-right figures"
      />
      <IconButton
        size="sm"
        label={`More ${axis}`}
        isTooltipHidden
        disabled={value === 100}
        onClick={() => step(STEP)}
      >
        <Plus aria-hidden />
      </IconButton>
      <span className="w-5 text-meta text-muted-foreground">{axis === "effort" && effortSizeOf(value)}</span>
    </span>
  );
}
