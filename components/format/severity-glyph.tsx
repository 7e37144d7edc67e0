import { cn } from "@/components/ui/cn";
import type { Severity } from "@/contracts/triage";
import { SEVERITY_WORDS } from "./words";

const COLOURS: Readonly<Record<Severity, string>> = {
  critical: "text-critical",
  major: "text-major",
  minor: "text-minor",
  cosmetic: "text-cosmetic",
};

/**
 * The severity's mark: ■ critical, ▲ major, ● minor, ○ cosmetic, told by shape as much as by colour.
 * Drawn rather than typed, because fonts disagree on the size of these characters.
 */
export function SeverityGlyph({
  severity,
  isDecorative = false,
  className,
}: {
  severity: Severity;
  /** The word stands beside it. */ isDecorative?: boolean;
  className?: string;
}) {
  return (
    <svg
      viewBox="0 0 12 12"
      {...(isDecorative ? { "aria-hidden": true } : { role: "img", "aria-label": SEVERITY_WORDS[severity] })}
      className={cn("size-3 shrink-0", COLOURS[severity], className)}
    >
      {!isDecorative && <title>{SEVERITY_WORDS[severity]}</title>}
      <SeverityShape severity={severity} />
    </svg>
  );
}

/** The mark alone, in a 12 × 12 box in `currentColor`, for drawings that bring their own SVG. */
export function SeverityShape({ severity }: { severity: Severity }) {
  switch (severity) {
    case "critical":
      return <rect x="1.5" y="1.5" width="9" height="9" rx="1" fill="currentColor" />;
    case "major":
      return <path d="M6 1.2 11.2 10.4a.4.4 0 0 1-.35.6H1.15a.4.4 0 0 1-.35-.6Z" fill="currentColor" />;
    case "minor":
      return <circle cx="6" cy="6" r="4.25" fill="currentColor" />;
    case "cosmetic":
      return <circle cx="6" cy="6" r="3.75" fill="none" stroke="currentColor" strokeWidth="1.5" />;
  }
}
