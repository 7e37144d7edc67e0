import { cn } from "@/components/ui/cn";
import type { Quadrant } from "@/contracts/triage";
import { QUADRANT_WORDS } from "./words";

/** Impact goes up and effort goes right, as on the board. */
const CELLS: Readonly<Record<Quadrant, readonly [x: number, y: number]>> = {
  quick_win: [0, 0],
  big_bet: [1, 0],
  fill_in: [0, 1],
  later: [1, 1],
};

/** The quadrant by name, with its place on the matrix. */
export function QuadrantLabel({ quadrant, className }: { quadrant: Quadrant; className?: string }) {
  const [x, y] = CELLS[quadrant];
  return (
    <span
      title={`Quadrant: ${QUADRANT_WORDS[quadrant].toLowerCase()}`}
      className={cn("inline-flex items-center gap-1.5 whitespace-nowrap", className)}
    >
      <svg viewBox="0 0 12 12" aria-hidden className="size-3 text-muted-foreground">
        <rect
          x="0.5"
          y="0.5"
          width="11"
          height="11"
          rx="1.5"
          fill="none"
          stroke="currentColor"
          opacity="0.55"
        />
        <rect
          x={1.5 + x * 4.75}
          y={1.5 + y * 4.75}
          width="4.25"
          height="4.25"
          rx="0.75"
          fill="currentColor"
        />
      </svg>
      {/* Urgency has a "later" as well. */}
      <span className="sr-only">Quadrant: </span>
      {QUADRANT_WORDS[quadrant]}
    </span>
  );
}
