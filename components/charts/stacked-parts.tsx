import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { prepareParts, type Part } from "./prepare-parts";

/** A number and the parts it is made of: a bar on a scale to `max`, and under it every part with its figure; they add up. */
export function StackedParts({
  label,
  parts,
  total,
  max = 100,
  renderDetail,
  className,
}: {
  /** "Impact". */
  label: string;
  parts: readonly Part[];
  total: number;
  max?: number;
  /** In place of a part's plain `detail`: a link to the rows behind it. */
  renderDetail?: (part: Part) => ReactNode;
  className?: string;
}) {
  const prepared = prepareParts(parts, total, max);
  return (
    <div className={cn("min-w-0", className)}>
      <div className="flex items-baseline justify-between gap-3">
        <span className="font-medium">{label}</span>
        <span className="text-section font-semibold figures">
          {Math.round(total)}
          <span className="ml-1 text-meta font-normal text-muted-foreground">of {max}</span>
        </span>
      </div>
      <div aria-hidden className="mt-1.5 flex h-2.5 gap-px overflow-hidden rounded-sm bg-neutral-soft">
        {prepared
          .filter((part) => part.share > 0)
          .map((part) => (
            <span
              key={part.key}
              title={`${part.label}: ${part.shown}`}
              style={{ width: `${part.share * 100}%`, background: part.colour }}
            />
          ))}
      </div>
      <dl className="mt-2">
        {prepared.map((part) => (
          <div
            key={part.key}
            className="flex min-h-7 items-center gap-2 border-b border-border last:border-b-0"
          >
            <span aria-hidden className="size-2 shrink-0 rounded-[2px]" style={{ background: part.colour }} />
            <dt className="shrink-0">{part.label}</dt>
            <dd className="m-0 flex min-w-0 flex-1 items-center gap-3">
              <span className="min-w-0 flex-1 truncate text-meta text-muted-foreground" title={part.detail}>
                {renderDetail ? renderDetail(part) : part.detail}
              </span>
              <span
                className={cn("shrink-0 font-medium figures", part.shown === 0 && "text-faint-foreground")}
              >
                {part.shown < 0 ? `−${Math.abs(part.shown)}` : part.shown}
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
