import { Time } from "@/components/format/time";
import { SET_BY_WORDS } from "@/components/format/words";
import type { RouterOutputs } from "@/components/trpc/client";

type DescribedLabel = RouterOutputs["feedback"]["itemLabels"][number];

const SHOWN = 12;

/** Who set which label of an issue or a report to what, newest first; nothing where nobody did. */
export function LabelHistory({ labels }: { labels: readonly DescribedLabel[] }) {
  if (labels.length === 0) return null;
  return (
    <section aria-label="Label history">
      <h3 className="mb-1 font-medium">Label history</h3>
      <ul className="text-meta">
        {labels.slice(0, SHOWN).map((label) => (
          <li
            key={label.id}
            className="flex items-baseline gap-2 border-b border-border py-1.5 last:border-b-0"
          >
            <span className="min-w-0 flex-1">
              <bdi className="font-medium">{label.actorName ?? SET_BY_WORDS[label.setBy]}</bdi> set{" "}
              {label.field} to <span className="font-medium">{label.value ?? "none"}</span>
              {label.previous !== null && (
                <span className="text-muted-foreground">, was {label.previous}</span>
              )}
              {label.reason !== "" && (
                <span dir="auto" className="block reported text-muted-foreground">
                  “{label.reason}”
                </span>
              )}
            </span>
            <Time value={label.at} className="shrink-0 text-muted-foreground" />
          </li>
        ))}
      </ul>
    </section>
  );
}
