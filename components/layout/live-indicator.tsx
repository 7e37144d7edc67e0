import { cn } from "@/components/ui/cn";

export type LiveState = "live" | "connecting" | "offline";

const LOOKS: Readonly<Record<LiveState, { word: string; dot: string; title: string }>> = {
  live: { word: "live", dot: "bg-positive", title: "New reports show here as they arrive" },
  connecting: {
    word: "reconnecting",
    dot: "bg-minor animate-breathe",
    title: "The connection was lost; what you see may be behind",
  },
  offline: { word: "offline", dot: "bg-neutral", title: "Not connected; reload to see what is new" },
};

/** Whether this screen hears of changes as they happen. */
export function LiveIndicator({ state, className }: { state: LiveState; className?: string }) {
  const { word, dot, title } = LOOKS[state];
  return (
    <span
      role="status"
      title={title}
      className={cn("inline-flex items-center gap-1.5 text-meta text-muted-foreground", className)}
    >
      <span aria-hidden className={cn("size-1.5 rounded-full", dot)} />
      {word}
    </span>
  );
}
