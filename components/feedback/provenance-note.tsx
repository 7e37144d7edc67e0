import { ConfidenceBadge } from "@/components/format/confidence-badge";
import type { Provenance } from "@/contracts/triage";

/** Who set a label, how sure that is, why, and with which model and version; a person's label names itself. */
export function ProvenanceNote({ provenance }: { provenance: Provenance | undefined }) {
  if (!provenance) return null;
  const { by, confidence, reason, model, version } = provenance;
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5 text-meta text-muted-foreground">
      <ConfidenceBadge confidence={confidence} by={by} reason={reason} />
      {reason !== "" && (
        <span dir="auto" className="min-w-0 reported">
          {reason}
        </span>
      )}
      {by === "model" && model !== undefined && (
        <span className="font-mono text-[11px] text-faint-foreground">
          {model}
          {version !== undefined && ` ${version}`}
        </span>
      )}
    </span>
  );
}
