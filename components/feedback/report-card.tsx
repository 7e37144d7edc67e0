"use client";
import { cutText } from "@/contracts/cut-text";
import { FileImage, MoreHorizontal, ShieldAlert } from "lucide-react";
import Link from "next/link";
import { memo, useState } from "react";
import { LanguageTag } from "@/components/format/language-tag";
import { SentimentBar } from "@/components/format/sentiment-bar";
import { SeverityGlyph } from "@/components/format/severity-glyph";
import { SourceKindLabel } from "@/components/format/source-kind";
import { Time } from "@/components/format/time";
import { SEVERITY_WORDS, TYPE_WORDS } from "@/components/format/words";
import { useMember } from "@/components/tenancy/member-context";
import { useTRPC } from "@/components/trpc/client";
import { failureOf } from "@/components/trpc/not-loaded";
import { useQuery } from "@tanstack/react-query";
import { Badge } from "@/components/ui/badge";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { focusWhenShown } from "@/components/ui/focus-when-shown";
import { CopyButton } from "@/components/ui/copy-button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { ItemContext } from "@/contracts/feedback";
import type { SourceKind } from "@/contracts/intake";
import type { ItemType, Severity } from "@/contracts/triage";
import { ConfidenceBadge } from "@/components/format/confidence-badge";
import { Conversation } from "./conversation";
import type { IssueItemRow } from "./issue-row";

const LONG_CHARS = 420;

type Props = {
  item: IssueItemRow;
  isChosen: boolean;
  /** Whether somebody was just led here: it takes the focus and is tinted. */
  isTarget: boolean;
  mayWrite: boolean;
  mayLabel: boolean;
  mayErase: boolean;
  onToggle: (item: IssueItemRow) => void;
  onMove: (items: readonly IssueItemRow[]) => void;
  onSplit: (items: readonly IssueItemRow[]) => void;
  onRelabel: (item: IssueItemRow) => void;
  onErase: (item: IssueItemRow, what: "report" | "reporter") => void;
};

/** One report: its writer's words first, then who, how, when and where; what machines made of it is folded behind *Why*. */
export const ReportCard = memo(function ReportCard({
  item,
  isChosen,
  isTarget,
  mayWrite,
  mayLabel,
  mayErase,
  onToggle,
  onMove,
  onSplit,
  onRelabel,
  onErase,
}: Props) {
  const [isWhole, setIsWhole] = useState(false);
  const isLong = item.isCut || item.excerpt.length > LONG_CHARS;
  return (
    <article
      data-item-id={item.id}
      ref={isTarget ? focusWhenShown : undefined}
      tabIndex={-1}
      className={cn(
        "group flex min-w-0 gap-2 border-b border-border px-4 py-3 focus-visible:outline-offset-[-2px]",
        isChosen && "bg-selected",
        isTarget && "animate-tint",
      )}
    >
      {mayWrite && (
        <Checkbox
          aria-label={`Select ${item.reference}`}
          checked={isChosen}
          onCheckedChange={() => onToggle(item)}
          className="mt-0.5"
        />
      )}
      <div className="min-w-0 flex-1">
        <Words item={item} isCollapsed={isLong && !isWhole} isWhole={isWhole} />
        {isLong && (
          <button
            type="button"
            onClick={() => setIsWhole(!isWhole)}
            aria-expanded={isWhole}
            className="mt-1 rounded-sm text-meta text-accent-text hover:underline"
          >
            {isWhole ? "Show less" : "Show all of it"}
          </button>
        )}
        {(item.entryCount > 1 || item.hasQuote) && <Conversation item={item} />}
        {item.hasScreenshot && <Screenshots itemId={item.id} />}
        <footer className="mt-2 flex min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5 text-meta text-muted-foreground">
          <bdi className="max-w-full min-w-0 truncate font-medium text-foreground">
            {item.reporterName ?? (item.personKey === null ? "Anonymous" : "Unnamed person")}
          </bdi>
          {item.accountKey !== null && <bdi className="max-w-full min-w-0 truncate">{item.accountKey}</bdi>}
          {item.reporterPhone !== null && (
            <a href={`tel:${item.reporterPhone}`} dir="ltr" className="figures hover:underline">
              {item.reporterPhone}
            </a>
          )}
          <SourceKindLabel
            kind={item.sourceKind as SourceKind}
            name={item.sourceName}
            className="max-w-full min-w-0"
          />
          <Time value={item.occurredAt} className="shrink-0" />
          <SeverityGlyph severity={item.severity as Severity} />
          <LanguageTag language={item.language} />
          <ContextLine context={item.context} />
          <span className="inline-flex items-center gap-0.5 font-mono text-[11px]">
            {item.reference}
            <CopyButton value={item.reference} label="Copy the reference" />
          </span>
          {item.isSuspicious && (
            <Badge
              tone="minor"
              title="It contains instructions meant for an AI model; they were treated as plain text"
            >
              <ShieldAlert aria-hidden />
              instructions inside
            </Badge>
          )}
          <Why item={item} />
        </footer>
      </div>
      {mayWrite && (
        <DropdownMenu>
          <DropdownMenuTrigger asChild>
            <IconButton size="sm" label={`Report ${item.reference}`} isTooltipHidden className="-my-1">
              <MoreHorizontal aria-hidden />
            </IconButton>
          </DropdownMenuTrigger>
          <DropdownMenuContent align="end">
            {mayLabel && <DropdownMenuItem onSelect={() => onRelabel(item)}>Relabel…</DropdownMenuItem>}
            <DropdownMenuItem onSelect={() => onMove([item])}>Move to another issue…</DropdownMenuItem>
            <DropdownMenuItem onSelect={() => onSplit([item])}>Split into a new issue…</DropdownMenuItem>
            {mayErase && (
              <>
                <DropdownMenuSeparator />
                <DropdownMenuItem onSelect={() => onErase(item, "report")}>
                  Erase this report…
                </DropdownMenuItem>
                {item.reporterId !== null && (
                  <DropdownMenuItem onSelect={() => onErase(item, "reporter")}>
                    Erase everything by this person…
                  </DropdownMenuItem>
                )}
              </>
            )}
          </DropdownMenuContent>
        </DropdownMenu>
      )}
    </article>
  );
});

/** The reporter's words, or that there are none. */
function Words({
  item,
  isCollapsed,
  isWhole,
}: {
  item: IssueItemRow;
  isCollapsed: boolean;
  isWhole: boolean;
}) {
  const { title, excerpt, isWithdrawn } = item;
  if (isWithdrawn)
    return <p className="text-muted-foreground italic">Withdrawn or erased; its text is gone.</p>;
  const hasTitle = title !== null && title.trim() !== "";
  if (!hasTitle && excerpt.trim() === "")
    return (
      <p className="text-muted-foreground italic">
        {item.hasScreenshot ? "No text, only a screenshot." : "No text."}
      </p>
    );
  return (
    <blockquote className={cn("max-w-measure", isCollapsed && "line-clamp-5")}>
      {hasTitle && (
        <span dir="auto" className="mb-0.5 block font-medium reported">
          {title}
        </span>
      )}
      <span dir="auto" className="block reported">
        {isWhole && item.isCut ? <WholeText itemId={item.id} excerpt={excerpt} /> : excerpt}
      </span>
    </blockquote>
  );
}

/** What a machine made of the report and why, folded: the words come first. */
function Why({ item }: { item: IssueItemRow }) {
  const isByPerson = LABELS.some((label) => item.provenance[label]?.by === "person");
  const because = item.joinReason?.trim() ?? "";
  const reason = item.provenance["severity"]?.reason.trim() ?? "";
  return (
    <details className="group/why min-w-0 open:basis-full">
      <summary className="inline-flex min-h-6 cursor-pointer items-center rounded-sm text-accent-text hover:underline">
        Why
        <span className="sr-only"> {item.reference} is here and classified like this</span>
      </summary>
      <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1">
        <dt>Classified as</dt>
        <dd className="flex min-w-0 flex-wrap items-center gap-x-2">
          <span className="text-foreground">
            {TYPE_WORDS[item.type as ItemType]}, {SEVERITY_WORDS[item.severity as Severity].toLowerCase()}
          </span>
          {isByPerson ? (
            <ConfidenceBadge confidence={1} by="person" reason={describeSetBy(item)} />
          ) : (
            <ConfidenceBadge confidence={item.confidence} />
          )}
          {item.isDegraded && (
            <Badge
              tone="outline"
              title="The AI provider failed or its budget was spent; the report will be classified again"
            >
              classified by the fallback
            </Badge>
          )}
        </dd>
        {reason !== "" && (
          <>
            <dt>Reason</dt>
            <dd dir="auto" className="min-w-0 reported">
              {reason}
            </dd>
          </>
        )}
        <dt>Sentiment</dt>
        <dd>
          <SentimentBar score={item.sentimentScore} />
        </dd>
        {because !== "" && (
          <>
            <dt>In this issue</dt>
            <dd dir="auto" className="min-w-0 reported">
              {item.joinedBy === "person" ? `Moved here by a person: ${because}` : because}
            </dd>
          </>
        )}
      </dl>
    </details>
  );
}

const LABELS = ["type", "severity", "component", "sentiment"] as const;

/** Which labels a person set, and why: "type, severity (not a crash)". */
function describeSetBy({ provenance }: IssueItemRow): string {
  const set = LABELS.filter((label) => provenance[label]?.by === "person");
  const reasons = [...new Set(set.flatMap((label) => provenance[label]?.reason || []))];
  return `${set.join(", ")}${reasons.length > 0 ? ` (${reasons.join("; ")})` : ""}`;
}

function WholeText({ itemId, excerpt }: { itemId: string; excerpt: string }) {
  const trpc = useTRPC();
  const item = useQuery({
    ...trpc.feedback.item.queryOptions({ itemId }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (item.data) return item.data.text;
  const failure = failureOf(item);
  return (
    <>
      {excerpt}…
      {failure !== null && (
        <span role="alert" className="block text-meta text-muted-foreground">
          Couldn’t load the rest. {failure}
        </span>
      )}
    </>
  );
}

/** Where the report was made; addresses are text and are never followed. */
function ContextLine({ context }: { context: unknown }) {
  const read = ItemContext.safeParse(context);
  if (!read.success) return null;
  const { route, url, version, requestId, statusCode } = read.data;
  const facts = [
    route ?? url,
    version && `v${version.replace(/^v/, "")}`,
    statusCode && `HTTP ${statusCode}`,
    requestId,
  ].filter(Boolean);
  if (facts.length === 0) return null;
  return (
    <bdi className="min-w-0 font-mono text-[11px] [overflow-wrap:anywhere]">
      {cutText(facts.join(" · "), 160)}
    </bdi>
  );
}

function Screenshots({ itemId }: { itemId: string }) {
  const trpc = useTRPC();
  const { organization } = useMember();
  const [isShown, setIsShown] = useState(false);
  const item = useQuery({
    ...trpc.feedback.item.queryOptions({ itemId }),
    enabled: isShown,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!isShown)
    return (
      <button
        type="button"
        onClick={() => setIsShown(true)}
        className="mt-2 inline-flex items-center gap-1.5 rounded-sm text-meta text-accent-text hover:underline"
      >
        <FileImage aria-hidden className="size-3.5" />
        Show the screenshot
      </button>
    );
  return (
    <span className="mt-2 flex flex-wrap gap-2">
      {failureOf(item) !== null && (
        <span role="alert" className="text-meta text-muted-foreground">
          Couldn’t load the screenshot. {failureOf(item)}
        </span>
      )}
      {item.data?.attachments.map(({ id, width, height }, index, pages) => (
        <Link
          key={id}
          href={`/api/v1/attachments/${id}?org=${organization.slug}`}
          target="_blank"
          rel="noreferrer"
          prefetch={false}
        >
          {/* Behind a sign-in and served with its own size: nothing for an optimiser to do. */}
          {/* eslint-disable-next-line @next/next/no-img-element */}
          <img
            src={`/api/v1/attachments/${id}?org=${organization.slug}`}
            alt={
              pages.length > 1
                ? `Screenshot sent with the report, part ${index + 1} of ${pages.length}`
                : "Screenshot sent with the report"
            }
            width={width}
            height={height}
            className="max-h-64 w-auto max-w-full rounded-md border border-border"
          />
        </Link>
      ))}
    </span>
  );
}
