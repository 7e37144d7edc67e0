import { cutText } from "@/contracts/cut-text";
import { cn } from "@/components/ui/cn";

/** What always stays readable: ids of one service tend to begin alike and differ at the end. */
const TAIL_CHARS = 6;

/** A word too long for its place gives way in the middle; hovered or copied, it is whole. */
export function MiddleCut({ text, className }: { text: string; className?: string }) {
  const head = cutText(text, Math.max(0, text.length - TAIL_CHARS));
  return (
    <span dir="auto" title={text} className={cn("flex min-w-0 whitespace-nowrap", className)}>
      <span className="truncate">{head}</span>
      <span>{text.slice(head.length)}</span>
    </span>
  );
}
