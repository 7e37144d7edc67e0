"use client";
import { useQuery } from "@tanstack/react-query";
import { MessagesSquare } from "lucide-react";
import { useState } from "react";
import { formatNoun } from "@/components/format/numbers";
import { Time } from "@/components/format/time";
import { useTRPC, type RouterOutputs } from "@/components/trpc/client";
import { failureOf } from "@/components/trpc/not-loaded";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import type { EntryAuthor, EntryVisibility } from "@/contracts/intake";
import type { IssueItemRow } from "./issue-row";

type Entry = RouterOutputs["feedback"]["itemEntries"][number];

const AUTHOR_WORDS: Readonly<Record<EntryAuthor, string>> = {
  reporter: "Reporter",
  staff: "Staff",
  machine: "Automatic",
  other: "Another person",
  unknown: "Unknown author",
};
const VISIBILITY_WORDS: Readonly<Record<EntryVisibility, string>> = {
  public: "public",
  private: "internal",
  unknown: "visibility unknown",
};

/** The texts of a report's conversation, each with its author and who can see it; what a mail only repeats is folded. */
export function Conversation({ item }: { item: IssueItemRow }) {
  const trpc = useTRPC();
  const [isShown, setIsShown] = useState(false);
  const entries = useQuery({
    ...trpc.feedback.itemEntries.queryOptions({ itemId: item.id }),
    enabled: isShown,
  });
  const isAlone = item.entryCount === 1;
  return (
    <div className="mt-2">
      <button
        type="button"
        onClick={() => setIsShown(!isShown)}
        aria-expanded={isShown}
        className="inline-flex items-center gap-1.5 rounded-sm text-meta text-accent-text hover:underline"
      >
        <MessagesSquare aria-hidden className="size-3.5" />
        {isShown
          ? isAlone
            ? "Hide the quoted text"
            : "Hide the conversation"
          : isAlone
            ? "Show the quoted text"
            : `Show the conversation, ${formatNoun(item.entryCount, "message")}`}
      </button>
      {isShown && failureOf(entries) !== null && (
        <p role="alert" className="mt-1 text-meta text-muted-foreground">
          Couldn’t load the conversation. {failureOf(entries)}
        </p>
      )}
      {isShown && entries.data && (
        <ol className="mt-2 grid max-w-measure gap-2">
          {entries.data.map((entry) => (
            <EntryLine key={entry.id} entry={entry} isAlone={isAlone} />
          ))}
        </ol>
      )}
    </div>
  );
}

function EntryLine({ entry, isAlone }: { entry: Entry; isAlone: boolean }) {
  if (isAlone)
    return (
      <li>
        <Quoted text={entry.quotedWords} />
      </li>
    );
  return (
    <li
      className={cn(
        "rounded-md border border-border px-3 py-2",
        entry.visibility === "private" && "border-dashed bg-sunken",
      )}
    >
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-meta text-muted-foreground">
        <span className="font-medium text-foreground">{AUTHOR_WORDS[entry.author]}</span>
        {entry.authorName !== null && <bdi className="min-w-0 truncate">{entry.authorName}</bdi>}
        <Badge tone="outline">{VISIBILITY_WORDS[entry.visibility]}</Badge>
        <Time value={entry.at} className="ml-auto shrink-0" />
      </p>
      <p dir="auto" className="mt-1 reported">
        {entry.ownWords === "" ? "(no text)" : entry.ownWords}
      </p>
      {entry.quotedWords !== "" && (
        <details className="mt-1">
          <summary className="cursor-pointer text-meta text-accent-text">Quoted text</summary>
          <Quoted text={entry.quotedWords} />
        </details>
      )}
    </li>
  );
}

const Quoted = ({ text }: { text: string }) => (
  <p dir="auto" className="mt-1 border-l-2 border-border pl-3 reported text-muted-foreground">
    {text}
  </p>
);
