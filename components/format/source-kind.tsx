import { Braces, FileText, Headset, Phone, Rocket, ScrollText, type LucideIcon } from "lucide-react";
import { cn } from "@/components/ui/cn";
import type { SourceKind } from "@/contracts/intake";
import { SOURCE_WORDS } from "./words";

const ICONS: Readonly<Record<SourceKind, LucideIcon>> = {
  form: FileText,
  zendesk: Headset,
  gateway_logs: ScrollText,
  agent: Phone,
  api: Braces,
  releases: Rocket,
};

/** The way something came in, with its own name where the source has one. */
export function SourceKindLabel({
  kind,
  name,
  isCompact = false,
  className,
}: {
  kind: SourceKind;
  name?: string | undefined;
  isCompact?: boolean;
  className?: string;
}) {
  const Icon = ICONS[kind];
  return (
    <span
      title={isCompact ? (name ?? SOURCE_WORDS[kind]) : undefined}
      className={cn("inline-flex min-w-0 items-center gap-1.5", className)}
    >
      <Icon aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />
      <span className={cn("truncate", isCompact && "sr-only")}>{name ?? SOURCE_WORDS[kind]}</span>
    </span>
  );
}
