import { ExternalLink } from "lucide-react";
import { RELEASE_KIND_WORDS, RELEASE_OUTCOME_WORDS } from "@/components/format/words";
import { Time } from "@/components/format/time";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import type { SuspectRelease } from "@/contracts/evidence";
import { describeSuspect } from "./suspect-words";

/** Releases that could be the cause, best first, each with what speaks for it. */
export function SuspectList({
  suspects,
  subjectName,
}: {
  suspects: readonly SuspectRelease[];
  /** What the figures are of; null where there are none. */
  subjectName: string | null;
}) {
  return (
    <ol aria-label="Suspect releases" className="rounded-md border border-border">
      {suspects.map((suspect, index) => {
        const { release } = suspect;
        const hasRise = suspect.haveErrorsRisen || suspect.hasSlowed;
        const hasFailed = release.outcome === "failed" || release.outcome === "rolled_back";
        return (
          <li
            key={release.id}
            className="grid grid-cols-[1.25rem_minmax(0,1fr)] gap-x-2 border-b border-border px-3 py-2.5 last:border-b-0"
          >
            <span aria-hidden className="text-muted-foreground figures">
              {index + 1}
            </span>
            <div className="min-w-0">
              <p className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
                {release.version === null ? (
                  <span className="font-medium">Go-live</span>
                ) : (
                  <bdi className="min-w-0 font-mono font-medium [overflow-wrap:anywhere]">
                    {release.version}
                  </bdi>
                )}
                {release.title !== release.version && (
                  <span dir="auto" className="min-w-0 truncate">
                    {release.title}
                  </span>
                )}
                <Badge tone={hasFailed ? "negative" : "outline"}>
                  {release.kind === "go_live" ? "Launch" : RELEASE_KIND_WORDS[release.kind]}
                  {hasFailed && `, ${RELEASE_OUTCOME_WORDS[release.outcome].toLowerCase()}`}
                </Badge>
                <Time
                  value={release.startedAt}
                  style="datetime"
                  className="ml-auto shrink-0 text-meta text-muted-foreground figures"
                />
              </p>
              <p className={cn("mt-0.5 max-w-measure", !hasRise && "text-muted-foreground")}>
                {capitalise(describeSuspect(suspect, subjectName).join("; "))}.
              </p>
              {release.url !== null && (
                <a
                  href={release.url}
                  target="_blank"
                  rel="noreferrer noopener"
                  className="mt-0.5 inline-flex items-center gap-1 rounded-sm text-meta text-accent-text hover:underline"
                >
                  Open the release
                  <ExternalLink aria-hidden className="size-3" />
                </a>
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
