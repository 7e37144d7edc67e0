"use client";
import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { formatCount, formatNoun } from "@/components/format/numbers";
import { PeopleCount } from "@/components/format/people-count";
import { LanguageTag, languageName } from "@/components/format/language-tag";
import { SentimentBar } from "@/components/format/sentiment-bar";
import { SeverityGlyph } from "@/components/format/severity-glyph";
import { SourceKindLabel } from "@/components/format/source-kind";
import { StateBadge } from "@/components/format/state-badge";
import { Time } from "@/components/format/time";
import { useLinks } from "@/components/launches/links";
import { useShortcut } from "@/components/layout/shortcuts";
import { useMember } from "@/components/tenancy/member-context";
import { messageOf, useTRPC, type RouterOutputs } from "@/components/trpc/client";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { ErrorState } from "@/components/ui/error-state";
import { IconButton } from "@/components/ui/icon-button";
import { InlineAlert } from "@/components/ui/inline-alert";
import { LoadingLabel } from "@/components/ui/loading-label";
import { Skeleton } from "@/components/ui/skeleton";
import { SourceKind } from "@/contracts/intake";
import { BROWSABLE_REPORTS } from "@/contracts/issues";
import { REASON_SENTENCES } from "./reasons";
import type { InboxRow } from "./use-inbox";

type Item = RouterOutputs["feedback"]["item"];

/** The middle column: what was said, as it was said, with what is known about where and by whom. */
export function ReportColumn({ issue }: { issue: InboxRow }) {
  const trpc = useTRPC();
  const links = useLinks();
  const [at, setAt] = useState(0);
  const list = useQuery({
    ...trpc.feedback.issueItems.queryOptions({ issueId: issue.id, limit: BROWSABLE_REPORTS }),
    enabled: issue.itemCount > 1,
  });
  const ids =
    issue.itemCount > 1 && list.data
      ? list.data.rows.map((row) => row.id)
      : issue.newestItemId === null
        ? []
        : [issue.newestItemId];
  const itemId = ids[Math.min(at, ids.length - 1)] ?? issue.newestItemId;
  const item = useQuery({
    ...trpc.feedback.item.queryOptions({ itemId: itemId ?? "" }),
    enabled: itemId !== null,
    placeholderData: (previous) => (previous?.issueId === issue.id ? previous : undefined),
  });
  const step = (by: 1 | -1) => setAt(Math.min(ids.length - 1, Math.max(0, at + by)));
  const hasSeveral = ids.length > 1;
  const bind = { isEnabled: hasSeveral, isRepeatable: true };
  useShortcut("]", () => step(1), { ...bind, label: "Next report of this issue" });
  useShortcut("[", () => step(-1), { ...bind, label: "Previous report of this issue" });
  return (
    <article
      aria-label={`Issue #${issue.number}`}
      className="mx-auto flex max-w-[46rem] flex-col gap-4 px-5 py-4"
    >
      <header>
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-meta text-muted-foreground">
          <SeverityGlyph severity={issue.severity} />
          <Link
            href={links.issue(issue.number)}
            className="font-medium text-accent-text figures hover:underline"
          >
            #{issue.number}
          </Link>
          <StateBadge state={issue.state} />
          <span>{REASON_SENTENCES[issue.needsReview]}</span>
        </p>
        <h2 className="mt-1.5 text-section font-semibold reported [overflow-wrap:anywhere]">{issue.title}</h2>
        <p className="mt-0.5 text-meta text-muted-foreground figures">
          {formatNoun(issue.itemCount, "report")} · <PeopleCount count={issue.reporterCount} />
          {issue.accountCount > 0 ? ` · ${formatNoun(issue.accountCount, "account")}` : ""} · first{" "}
          <Time value={issue.firstSeenAt} />, last <Time value={issue.lastSeenAt} />
        </p>
      </header>
      {hasSeveral && (
        <div className="flex items-center gap-1 text-meta text-muted-foreground">
          <IconButton
            label="Previous report"
            shortcut="["
            size="sm"
            disabled={at === 0}
            onClick={() => step(-1)}
          >
            <ChevronLeft aria-hidden />
          </IconButton>
          <span role="status" className="figures">
            Report {Math.min(at, ids.length - 1) + 1} of {formatCount(issue.itemCount)}
            {issue.itemCount > BROWSABLE_REPORTS ? `, newest ${BROWSABLE_REPORTS} here` : ""}
          </span>
          <IconButton
            label="Next report"
            shortcut="]"
            size="sm"
            disabled={at >= ids.length - 1}
            onClick={() => step(1)}
          >
            <ChevronRight aria-hidden />
          </IconButton>
        </div>
      )}
      {item.data ? (
        <Report item={item.data} />
      ) : item.isError ? (
        <ErrorState
          title="Couldn't load this report"
          kept={messageOf(item.error)}
          onRetry={() => void item.refetch()}
        />
      ) : itemId === null ? (
        <p className="rounded-md border border-border bg-surface p-4 text-muted-foreground">
          Its reports have been moved to other issues; it has none of its own.
        </p>
      ) : (
        <ReportSkeleton />
      )}
    </article>
  );
}

function Report({ item }: { item: Item }) {
  const source = SourceKind.safeParse(item.source.kind);
  const language = languageName(item.language);
  return (
    <section aria-label={`Report ${item.reference}`} className="rounded-md border border-border bg-surface">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-border px-4 py-2.5">
        <bdi className="font-medium">{item.reporter?.name ?? item.reporter?.email ?? "Anonymous"}</bdi>
        {item.reporter?.name && item.reporter.email && (
          <span className="truncate text-muted-foreground">{item.reporter.email}</span>
        )}
        {item.accountKey && <bdi className="text-muted-foreground">{item.accountKey}</bdi>}
        <span className="ml-auto flex items-center gap-3 text-meta text-muted-foreground">
          {source.success && <SourceKindLabel kind={source.data} name={item.source.name} />}
          <Time value={item.occurredAt} className="whitespace-nowrap figures" />
        </span>
      </div>
      {item.isSuspicious && (
        <InlineAlert
          tone="warning"
          title="It contains instructions meant for an AI model"
          className="m-3 mb-0"
        >
          They were treated as plain text and changed nothing. Judge the report by what it describes.
        </InlineAlert>
      )}
      <div className="px-4 py-3.5">
        {item.title !== null && item.title !== "" && (
          <p dir="auto" className="mb-1.5 font-semibold reported">
            {item.title}
          </p>
        )}
        <p
          dir="auto"
          className="max-w-measure text-[15px] leading-6 reported [overflow-wrap:anywhere] whitespace-pre-wrap"
          {...(language === undefined ? {} : { lang: item.language })}
        >
          {item.text}
        </p>
      </div>
      {item.attachments.length > 0 && (
        <div className="flex flex-wrap gap-2 px-4 pb-4">
          <Screenshot pages={item.attachments} />
        </div>
      )}
      <Context item={item} />
    </section>
  );
}

type Page = { id: string; width: number; height: number };

/** The reporter's screenshot; a long one was cut into pages, shown one below the other. */
function Screenshot({ pages }: { pages: readonly Page[] }) {
  const { organization } = useMember();
  const srcOf = ({ id }: Page) => `/api/v1/attachments/${id}?org=${organization.slug}`;
  const [first] = pages;
  if (!first) return null;
  return (
    <Dialog>
      <DialogTrigger className="overflow-hidden rounded-md border border-border hover:border-border-strong">
        {/* Members' own screenshots, already re-encoded; an optimizer would only fetch them again. */}
        {/* eslint-disable-next-line @next/next/no-img-element */}
        <img
          src={srcOf(first)}
          alt="The reporter's screenshot; press to enlarge"
          width={first.width}
          height={first.height}
          loading="lazy"
          className="block h-40 w-auto max-w-full object-cover object-top"
        />
      </DialogTrigger>
      <DialogContent title="Screenshot" size="lg" className="top-[5vh] max-h-[90vh] max-w-5xl">
        {pages.map((page, index) => (
          // eslint-disable-next-line @next/next/no-img-element
          <img
            key={page.id}
            src={srcOf(page)}
            alt={
              pages.length > 1
                ? `The reporter's screenshot, part ${index + 1} of ${pages.length}`
                : "The reporter's screenshot"
            }
            width={page.width}
            height={page.height}
            className="mx-auto mb-2 h-auto max-w-full rounded-sm"
          />
        ))}
      </DialogContent>
    </Dialog>
  );
}

/** What came along with the report. All of it is data: addresses are shown, never followed. */
function Context({ item }: { item: Item }) {
  const { context } = item;
  const language = languageName(item.language);
  const facts: { label: string; value: string; isMono?: boolean; canCopy?: boolean }[] = [
    { label: "Reference", value: item.reference, isMono: true, canCopy: true },
    ...fact("Page", context.url, true),
    ...fact("Route", context.route, true),
    ...fact("Version", context.version, true),
    ...(context.requestId
      ? [{ label: "Request", value: context.requestId, isMono: true, canCopy: true }]
      : []),
    ...fact("Status code", context.statusCode === undefined ? undefined : String(context.statusCode), true),
    ...fact("Account", context.account),
    ...fact("Contact", context.contact),
    ...fact("Reported time", context.occurred),
    ...fact("Channel", context.channel),
    ...fact("Reporter's priority", context.priority),
    ...fact("Tags", context.tags?.join(", ")),
    ...fact("Browser", context.userAgent),
  ];
  return (
    <dl className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3 gap-y-1 border-t border-border px-4 py-3 text-meta">
      <dt className="text-muted-foreground">Language</dt>
      <dd className="flex items-center gap-2">
        <LanguageTag language={item.language} /> {language ?? "Unknown"}
      </dd>
      <dt className="text-muted-foreground">Sentiment</dt>
      <dd className="flex h-5 items-center">
        <SentimentBar score={item.sentimentScore} />
      </dd>
      {facts.map(({ label, value, isMono, canCopy }) => (
        <div key={label} className="contents">
          <dt className="text-muted-foreground">{label}</dt>
          <dd className="flex min-w-0 items-center gap-1">
            <span
              className={`min-w-0 reported [overflow-wrap:anywhere] ${isMono ? "font-mono text-[11.5px]" : ""}`}
            >
              {value}
            </span>
            {canCopy && (
              <CopyButton className="-my-1.5" value={value} label={`Copy the ${label.toLowerCase()}`} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const fact = (label: string, value: string | undefined, isMono = false) =>
  value ? [{ label, value, isMono }] : [];

function ReportSkeleton() {
  return (
    <div role="status" className="relative rounded-md border border-border bg-surface">
      <LoadingLabel>Loading the report</LoadingLabel>
      <div className="flex items-center gap-3 border-b border-border px-4 py-3">
        <Skeleton className="h-4 w-32" />
        <Skeleton className="ml-auto h-3 w-24" />
      </div>
      <div className="flex flex-col gap-2.5 px-4 py-4">
        {["w-full", "w-11/12", "w-4/5", "w-2/5"].map((width) => (
          <Skeleton key={width} className={`h-4 ${width}`} />
        ))}
      </div>
      <div className="flex flex-col gap-2.5 border-t border-border px-4 py-4">
        {["w-1/2", "w-2/3", "w-1/3"].map((width) => (
          <Skeleton key={width} className={`h-3 ${width}`} />
        ))}
      </div>
    </div>
  );
}
