import { cn } from "@/components/ui/cn";

export type LiveState = "connecting" | "live" | "reconnecting" | "offline";

const LOOKS: Readonly<Record<LiveState, { word: string; dot: string; title: string }>> = {
  live: { word: "live", dot: "bg-positive", title: "New reports show here as they arrive" },
  connecting: {
    word: "connecting",
    dot: "bg-neutral animate-breathe",
    title: "New reports will show here as they arrive",
  },
  reconnecting: {
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
      className={cn(
        "inline-flex items-center gap-1.5 text-meta text-muted-foreground",
        // A page that opens has nothing to report yet: only a first connection that takes long is worth a word.
        state === "connecting" && "animate-fade-in [animation-delay:1s] [animation-fill-mode:backwards]",
        className,
      )}
    >
      <span aria-hidden className={cn("size-1.5 rounded-full", dot)} />
      {word}
    </span>
  );
}
