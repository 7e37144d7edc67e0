import { Badge } from "@/components/ui/badge";
import type { Severity } from "@/contracts/triage";
import { SeverityGlyph } from "./severity-glyph";
import { SEVERITY_WORDS } from "./words";

/** The severity as a word with its mark. In dense lists use `SeverityGlyph` alone. */
export function SeverityBadge({ severity, className }: { severity: Severity; className?: string }) {
  return (
    <Badge tone={severity} className={className}>
      <SeverityGlyph severity={severity} isDecorative className="size-2.5!" />
      {SEVERITY_WORDS[severity]}
    </Badge>
  );
}
