"use client";
import { Rocket } from "lucide-react";
import Link from "next/link";
import { useState, type ReactNode } from "react";
import { LanguageTag } from "@/components/format/language-tag";
import { SeverityGlyph } from "@/components/format/severity-glyph";
import { SourceKindLabel } from "@/components/format/source-kind";
import { Time } from "@/components/format/time";
import { RELEASE_KIND_WORDS, RELEASE_OUTCOME_WORDS } from "@/components/format/words";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { NewItemsPill } from "@/components/ui/virtual-list";
import { DECISION_WORDS, type FeedEntry } from "@/contracts/analysis";
import { ReleaseKind, ReleaseOutcome, SourceKind } from "@/contracts/intake";

/**
 * What arrives and what is decided, newest first. While the pointer or the focus is in the list it stands still and says how much is
 * new instead of moving what somebody is about to press.
 */
export function Feed({
  entries,
  issueHref,
  max = 40,
}: {
  entries: readonly FeedEntry[];
  issueHref: (number: number) => string;
  max?: number;
}) {
  const [frozen, setFrozen] = useState<readonly FeedEntry[] | null>(null);
  const [known, setKnown] = useState(() => new Set(entries.map((entry) => entry.id)));
  const shown = (frozen ?? entries).slice(0, max);
  const frozenIds = frozen === null ? null : new Set(frozen.map((entry) => entry.id));
  const fresh = frozenIds === null ? 0 : entries.filter((entry) => !frozenIds.has(entry.id)).length;
  const letGo = () => {
    if (frozen === null) return;
    setKnown(new Set(frozen.map((entry) => entry.id)));
    setFrozen(null);
  };
  return (
    <div
      className="relative"
      onPointerEnter={() => setFrozen((current) => current ?? entries)}
      onPointerLeave={letGo}
      onFocus={() => setFrozen((current) => current ?? entries)}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) letGo();
      }}
    >
      <NewItemsPill count={fresh} onShow={letGo} />
      <ol aria-label="What is arriving">
        {shown.map((entry) => (
          <li
            key={entry.id}
            className={cn(
              "flex gap-3 border-b border-border px-4 py-2 last:border-b-0",
              !known.has(entry.id) && "animate-tint",
            )}
          >
            <Entry entry={entry} issueHref={issueHref} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function Entry({ entry, issueHref }: { entry: FeedEntry; issueHref: (number: number) => string }) {
  switch (entry.kind) {
    case "report":
      return <Report entry={entry} issueHref={issueHref} />;
    case "decision":
      return (
        <Line mark={<Avatar name={entry.actorName} size="sm" isDecorative />} at={entry.at}>
          <p className="line-clamp-2">
            <bdi className="font-medium">{entry.actorName}</bdi>{" "}
            <span className="text-muted-foreground">{DECISION_WORDS[entry.verb] ?? "decided on"}</span>{" "}
            <About number={entry.issueNumber} title={entry.issueTitle} issueHref={issueHref} />
            {entry.count > 1 && <span className="text-muted-foreground"> and {entry.count - 1} more</span>}
          </p>
          {entry.reason !== null && (
            <p dir="auto" className="truncate text-meta text-muted-foreground">
              {entry.reason}
            </p>
          )}
        </Line>
      );
    case "release": {
      const kind = ReleaseKind.safeParse(entry.releaseKind);
      const outcome = ReleaseOutcome.safeParse(entry.outcome);
      return (
        <Line mark={<Rocket aria-hidden className="size-3.5 text-muted-foreground" />} at={entry.at}>
          <p className="truncate">
            <bdi className="font-mono text-meta">{entry.version}</bdi>{" "}
            <span className="text-muted-foreground">
              {kind.success ? RELEASE_KIND_WORDS[kind.data].toLowerCase() : "release"}
            </span>{" "}
            <span
              className={cn(
                outcome.data === "failed" || outcome.data === "rolled_back"
                  ? "text-negative-foreground"
                  : "text-muted-foreground",
              )}
            >
              {outcome.success ? RELEASE_OUTCOME_WORDS[outcome.data].toLowerCase() : entry.outcome}
            </span>
          </p>
          {entry.title !== entry.version && (
            <p dir="auto" className="truncate text-meta text-muted-foreground">
              {entry.title}
            </p>
          )}
        </Line>
      );
    }
  }
}

function Report({
  entry,
  issueHref,
}: {
  entry: Extract<FeedEntry, { kind: "report" }>;
  issueHref: (number: number) => string;
}) {
  const source = SourceKind.safeParse(entry.sourceKind);
  return (
    <Line mark={<SeverityGlyph severity={entry.severity} />} at={entry.at}>
      <p dir="auto" className={cn("line-clamp-2 reported", entry.isQuarantined && "text-muted-foreground")}>
        {oneLine(entry.excerpt)}
      </p>
      <p className="mt-0.5 flex min-w-0 items-center gap-2 text-meta text-muted-foreground">
        {source.success && <SourceKindLabel kind={source.data} isCompact className="shrink-0" />}
        {entry.language !== "en" && entry.language !== "und" && <LanguageTag language={entry.language} />}
        {entry.isQuarantined ? (
          <Badge tone="outline">in quarantine</Badge>
        ) : (
          <About number={entry.issueNumber} title={entry.issueTitle} issueHref={issueHref} isQuiet />
        )}
      </p>
    </Line>
  );
}

function Line({ mark, at, children }: { mark: ReactNode; at: Date; children: ReactNode }) {
  return (
    <>
      <span className="grid h-5 w-5 shrink-0 place-items-center">{mark}</span>
      <div className="min-w-0 flex-1">{children}</div>
      <Time value={at} className="shrink-0 text-meta whitespace-nowrap text-faint-foreground figures" />
    </>
  );
}

function About({
  number,
  title,
  issueHref,
  isQuiet = false,
}: {
  number: number | null;
  title: string | null;
  issueHref: (number: number) => string;
  isQuiet?: boolean;
}) {
  if (number === null)
    return <bdi className={cn(isQuiet && "truncate")}>{title ?? (isQuiet ? "being grouped" : "")}</bdi>;
  return (
    <Link
      href={issueHref(number)}
      className={cn(
        "hover:underline",
        isQuiet ? "flex min-w-0 gap-1 text-muted-foreground" : "text-accent-text",
      )}
    >
      <span className="figures">#{number}</span> <bdi className={cn(isQuiet && "truncate")}>{title}</bdi>
    </Link>
  );
}

/** A report's breaks would use up the two lines it has here. */
const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();
