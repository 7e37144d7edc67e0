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
import { TYPE_WORDS } from "@/components/format/words";
import { useMember } from "@/components/tenancy/member-context";
import { useTRPC } from "@/components/trpc/client";
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

/** One report as its writer wrote it, with who, how, when and where, and why it is in this issue. */
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
  const who = item.reporterName ?? (item.personKey === null ? "Anonymous" : "Unnamed person");
  return (
    <article
      data-item-id={item.id}
      ref={isTarget ? focusWhenShown : undefined}
      tabIndex={-1}
      className={cn(
        "group border-b border-border px-4 py-3 focus-visible:outline-offset-[-2px]",
        isChosen && "bg-selected",
        isTarget && "animate-tint",
      )}
    >
      <header className="flex min-w-0 items-start gap-2 text-meta text-muted-foreground">
        {mayWrite && (
          <Checkbox
            aria-label={`Choose ${item.reference}`}
            checked={isChosen}
            onCheckedChange={() => onToggle(item)}
          />
        )}
        <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2">
          <span className="max-w-full min-w-0 truncate font-medium text-foreground">{who}</span>
          {item.accountKey !== null && <span className="max-w-full truncate">{item.accountKey}</span>}
          <SourceKindLabel kind={item.sourceKind as SourceKind} name={item.sourceName} className="min-w-0" />
        </span>
        <Time value={item.occurredAt} className="ml-auto shrink-0" />
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
              <DropdownMenuItem onSelect={() => onSplit([item])}>
                Make it an issue of its own
              </DropdownMenuItem>
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
      </header>
      <blockquote
        dir="auto"
        className={cn(
          "mt-1.5 max-w-measure border-l-2 border-border pl-3 reported",
          isLong && !isWhole && "line-clamp-5",
        )}
      >
        {item.title !== null && item.title !== "" && (
          <span className="mb-0.5 block font-medium">{item.title}</span>
        )}
        {isWhole && item.isCut ? <WholeText itemId={item.id} excerpt={item.excerpt} /> : item.excerpt}
      </blockquote>
      {isLong && (
        <button
          type="button"
          onClick={() => setIsWhole(!isWhole)}
          aria-expanded={isWhole}
          className="mt-1 ml-3 rounded-sm text-meta text-accent-text hover:underline"
        >
          {isWhole ? "Show less" : "Show all of it"}
        </button>
      )}
      <footer className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1 text-meta text-muted-foreground">
        <span className="inline-flex items-center gap-1.5">
          <SeverityGlyph severity={item.severity as Severity} />
          {TYPE_WORDS[item.type as ItemType]}
        </span>
        <LanguageTag language={item.language} />
        <SentimentBar score={item.sentimentScore} />
        {LABELS.some((label) => item.provenance[label]?.by === "person") ? (
          <ConfidenceBadge confidence={1} by="person" reason={describeSetBy(item)} />
        ) : (
          <ConfidenceBadge confidence={item.confidence} isCompact />
        )}
        {item.isDegraded && (
          <Badge tone="outline" title="The provider failed or the budget was spent; it is read again later">
            read by the fallback
          </Badge>
        )}
        {item.isSuspicious && (
          <Badge tone="minor" title="It contains words meant for a machine; they were read as text">
            <ShieldAlert aria-hidden />
            instructions inside
          </Badge>
        )}
        <ContextLine context={item.context} />
        <span className="inline-flex items-center gap-0.5 font-mono text-[11px]">
          {item.reference}
          <CopyButton value={item.reference} label="Copy the reference" />
        </span>
        {item.joinReason !== null && item.joinReason !== "" && (
          <span className="reported" title="Why it is in this issue">
            {item.joinedBy === "person" ? "Put here by a person: " : "Why it is here: "}
            {item.joinReason}
          </span>
        )}
      </footer>
      {(item.entryCount > 1 || item.hasQuote) && <Conversation item={item} />}
      {item.hasScreenshot && <Screenshots itemId={item.id} />}
    </article>
  );
});

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
  return item.data?.text ?? excerpt;
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
    <span className="min-w-0 font-mono text-[11px] [overflow-wrap:anywhere]">
      {cutText(facts.join(" · "), 160)}
    </span>
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
