import {
  Bug,
  CircleQuestionMark,
  Gauge,
  Heart,
  Lightbulb,
  MousePointerClick,
  Plug,
  Wrench,
  type LucideIcon,
} from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { ItemType } from "@/contracts/triage";
import { TYPE_WORDS } from "./words";

const ICONS: Readonly<Record<ItemType, LucideIcon>> = {
  technical: Bug,
  functional: Wrench,
  usability: MousePointerClick,
  performance: Gauge,
  integration: Plug,
  question: CircleQuestionMark,
  wish: Lightbulb,
  praise: Heart,
};

/** The icon of a type, for lists where the word stands beside it or in a tooltip. */
export function TypeIcon({ type, className }: { type: ItemType; className?: string }) {
  const Icon = ICONS[type];
  return (
    <Icon
      role="img"
      aria-label={TYPE_WORDS[type]}
      className={className ?? "size-3.5 shrink-0 text-muted-foreground"}
    />
  );
}

/** What a report is: a kind of defect, a question, a wish or praise. */
export function TypeBadge({ type, className }: { type: ItemType; className?: string }) {
  const Icon = ICONS[type];
  return (
    <Badge tone="outline" className={className}>
      <Icon aria-hidden />
      {TYPE_WORDS[type]}
    </Badge>
  );
}
