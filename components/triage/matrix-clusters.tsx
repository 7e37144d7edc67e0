"use client";
import { memo, useState, type KeyboardEvent } from "react";
import { formatNoun } from "@/components/format/numbers";
import { SeverityGlyph } from "@/components/format/severity-glyph";
import { SEVERITY_WORDS } from "@/components/format/words";
import { cn } from "@/components/ui/cn";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { effortSizeOf, SEVERITIES } from "@/contracts/triage";
import { DISC_LOOKS, DiscMark } from "./bubbles";
import type { PlacedCluster } from "./matrix-places";
import type { Bubble } from "./placement";

/** A cluster as it is shown: its place, its issues, and whether the issue under the keyboard or in the panel is one of them. */
export type ClusterLook = PlacedCluster & { issues: readonly Bubble[]; isActive: boolean };

/** Clusters on the plane: a rim of two lines, the mark of the most severe issue, and how many there are. */
export const ClusterShapes = memo(function ClusterShapes({ clusters }: { clusters: readonly ClusterLook[] }) {
  return clusters.map(({ key, x, y, radius, severity, ids, isActive }) => {
    const { disc, mark, strokePx } = DISC_LOOKS[severity];
    return (
      <g key={key} transform={`translate(${x} ${y})`}>
        {isActive && <circle r={radius + 3.5} className="fill-none stroke-ring" strokeWidth={2} />}
        <circle r={radius} className={disc} strokeWidth={strokePx} />
        <circle
          r={radius - 2.5}
          className={cn("fill-none", severity === "critical" ? "stroke-on-critical/60" : disc)}
          strokeWidth={0.75}
        />
        <g transform={`translate(0 ${-radius * 0.42})`}>
          <DiscMark severity={severity} sizePx={7} className={mark} />
        </g>
        <text
          y={7.5}
          textAnchor="middle"
          className={cn(
            "text-[11px] font-semibold figures",
            severity === "critical" ? "fill-on-critical" : "fill-foreground",
          )}
        >
          {ids.length}
        </text>
      </g>
    );
  });
});

/** What is pressed upon a cluster: opens the list of its issues, the most severe first. */
export function ClusterButtons({
  clusters,
  onOpen,
}: {
  clusters: readonly ClusterLook[];
  onOpen: (bubble: Bubble) => void;
}) {
  return clusters.map((cluster) => <ClusterButton key={cluster.key} cluster={cluster} onOpen={onOpen} />);
}

function ClusterButton({ cluster, onOpen }: { cluster: ClusterLook; onOpen: (bubble: Bubble) => void }) {
  const [isOpen, setIsOpen] = useState(false);
  const { x, y, radius, issues } = cluster;
  const name = describeCluster(issues);
  return (
    <Popover open={isOpen} onOpenChange={setIsOpen}>
      <PopoverTrigger asChild>
        <button
          type="button"
          aria-label={name}
          data-cluster={issues.length}
          className="absolute cursor-pointer rounded-full outline-offset-2 hover:ring-2 hover:ring-border-strong/50"
          style={{ left: x - radius, top: y - radius, width: 2 * radius, height: 2 * radius }}
        />
      </PopoverTrigger>
      <PopoverContent aria-label={name} className="w-80 overflow-y-auto p-1">
        <ul className="flex flex-col">
          {issues.map((issue) => (
            <li key={issue.id}>
              <button
                type="button"
                onKeyDown={walk}
                onClick={() => {
                  setIsOpen(false);
                  onOpen(issue);
                }}
                className={cn(
                  "flex min-h-8 w-full items-center gap-2 rounded-sm px-2 py-1 text-left hover:bg-hover",
                  "focus-visible:outline-offset-[-2px]",
                )}
              >
                <SeverityGlyph severity={issue.severity} />
                <span className="-mr-1 shrink-0 text-meta text-muted-foreground figures">
                  #{issue.number}
                </span>
                <span dir="auto" className="line-clamp-2 min-w-0 flex-1 reported">
                  {issue.title}
                </span>
                <span
                  className="shrink-0 text-meta text-muted-foreground figures"
                  title={`Impact ${issue.impact}, effort ${issue.effort}`}
                >
                  {issue.impact} · {effortSizeOf(issue.effort)}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </PopoverContent>
    </Popover>
  );
}

/** Up and down walk the list. */
function walk(event: KeyboardEvent<HTMLButtonElement>): void {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  // Prevented, it is no key of the matrix either, whose arrows move an issue.
  event.preventDefault();
  const buttons = [...event.currentTarget.closest("ul")!.querySelectorAll("button")];
  const next =
    buttons.findIndex((button) => button === event.currentTarget) + (event.key === "ArrowDown" ? 1 : -1);
  buttons[Math.min(buttons.length - 1, Math.max(0, next))]?.focus();
}

/** A cluster in words: how many, where, and of which severities. */
function describeCluster(issues: readonly Bubble[]): string {
  const impacts = issues.map(({ impact }) => impact);
  const [low, high] = [Math.min(...impacts), Math.max(...impacts)];
  const severities = SEVERITIES.flatMap((severity) => {
    const count = issues.filter((issue) => issue.severity === severity).length;
    return count === 0 ? [] : [`${count} ${SEVERITY_WORDS[severity].toLowerCase()}`];
  });
  return (
    `${formatNoun(issues.length, "issue")}, impact ${low === high ? low : `${low} to ${high}`}: ` +
    severities.join(", ")
  );
}
