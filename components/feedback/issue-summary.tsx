"use client";
import { useQuery } from "@tanstack/react-query";
import { ChevronDown } from "lucide-react";
import { Fragment, type ReactNode } from "react";
import { formatCount, formatNoun } from "@/components/format/numbers";
import { Time } from "@/components/format/time";
import { failureOf } from "@/components/trpc/not-loaded";
import { useTRPC } from "@/components/trpc/client";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { LoadingLabel } from "@/components/ui/loading-label";
import { Skeleton } from "@/components/ui/skeleton";
import { isolate } from "@/contracts/isolate";
import type { FacetCount, IssueSummary as Summary, ReportFacet, ReportFilter } from "@/contracts/issues";
import { FACET_WORDS, describeFacetValue } from "./facet-words";
import type { ReportLookup } from "./use-report-lookup";

/** Facets that are counted one after the other; accounts and languages are told in words of their own. */
const LEADING = ["version", "client", "route"] as const;
const LANGUAGES_SHOWN = 4;

type Props = {
  issueId: string;
  /** Shows the reports behind a count. */
  onFilter: (only: ReportFilter) => void;
  /** Shows the quoted report among the others. */
  onReport: (report: ReportLookup) => void;
};

/** One report that speaks for an issue's, and what the reports share: each count opens the reports behind it. */
export function IssueSummary({ issueId, onFilter, onReport }: Props) {
  const trpc = useTRPC();
  const query = useQuery(trpc.feedback.issueSummary.queryOptions({ issueId }));
  const summary = query.data;
  if (!summary) {
    const failure = failureOf(query);
    return failure === null ? (
      <div role="status" className="relative flex flex-col gap-1.5">
        <LoadingLabel>Loading the summary</LoadingLabel>
        <Skeleton className="h-10 max-w-measure" />
        <Skeleton className="h-4 w-72 max-w-full" />
      </div>
    ) : (
      <p role="alert" className="text-meta text-muted-foreground">
        Couldn’t load the summary. {failure}
      </p>
    );
  }
  if (summary.quote === null) return null;
  return (
    <section aria-label="Summary of the reports" className="flex min-w-0 flex-col gap-1.5">
      <Quote quote={summary.quote} onReport={onReport} />
      <Facts summary={summary} onFilter={onFilter} />
    </section>
  );
}

function Quote({ quote, onReport }: { quote: NonNullable<Summary["quote"]>; onReport: Props["onReport"] }) {
  const { reference, text, isCut, reporterName, accountKey, occurredAt } = quote;
  const who = new Set([reporterName ?? "", accountKey ?? ""].filter((part) => part !== ""));
  return (
    <figure className="min-w-0 border-l-2 border-border-strong pl-3">
      <blockquote dir="auto" className="line-clamp-3 max-w-measure text-pretty reported">
        {isCut ? `${text}…` : text}
      </blockquote>
      <figcaption className="mt-0.5 flex min-w-0 flex-wrap items-center gap-x-1.5 text-meta text-muted-foreground">
        {[...who].map((name) => (
          <bdi key={name} className="max-w-full min-w-0 truncate">
            {name}
          </bdi>
        ))}
        <Time value={occurredAt} />
        <button
          type="button"
          onClick={() => onReport({ reference, reportedAt: occurredAt })}
          className="inline-flex min-h-6 items-center rounded-sm text-accent-text hover:underline"
        >
          Show the report
        </button>
      </figcaption>
    </figure>
  );
}

function Facts({ summary, onFilter }: { summary: Summary; onFilter: Props["onFilter"] }) {
  const { facets, reports, isCapped } = summary;
  const facts: ReactNode[] = LEADING.flatMap((facet) => {
    const { top } = facets[facet];
    const [first] = top;
    return first
      ? [<Leading key={facet} facet={facet} first={first} top={top} of={reports} onFilter={onFilter} />]
      : [];
  });
  if (facets.account.values > 0)
    facts.push(
      <Values
        key="account"
        facet="account"
        label={formatNoun(facets.account.values, "account")}
        values={facets.account.top}
        onFilter={onFilter}
      />,
    );
  if (facets.language.top.length > 0)
    facts.push(
      <span key="language" className="inline-flex flex-wrap items-center gap-x-1">
        {facets.language.top.slice(0, LANGUAGES_SHOWN).map(({ value, reports: n }, index) => (
          <Fragment key={value}>
            {index > 0 && <span aria-hidden>,</span>}
            <FactButton
              title={`${describeFacetValue("language", value)}: ${formatNoun(n, "report")}`}
              onClick={() => onFilter({ facet: "language", value })}
            >
              {value}
            </FactButton>
          </Fragment>
        ))}
      </span>,
    );
  if (facts.length === 0) return null;
  return (
    <ul
      aria-label={isCapped ? `Of the newest ${formatCount(reports)} reports` : "What the reports share"}
      className="flex min-w-0 flex-wrap items-center gap-x-1.5 gap-y-0.5 text-meta figures"
    >
      {facts.map((fact, index) => (
        <li key={index} className="inline-flex max-w-full min-w-0 items-center gap-x-1.5">
          {index > 0 && (
            <span aria-hidden className="text-faint-foreground">
              ·
            </span>
          )}
          {fact}
        </li>
      ))}
    </ul>
  );
}

/** "12 of 20 on 2.0.3", and behind it the other values. */
function Leading({
  facet,
  first,
  top,
  of,
  onFilter,
}: {
  facet: ReportFacet;
  first: FacetCount;
  top: readonly FacetCount[];
  of: number;
  onFilter: Props["onFilter"];
}) {
  return (
    <span className="inline-flex min-w-0 items-center">
      <FactButton
        title={`${FACET_WORDS[facet].one} ${isolate(first.value)}: ${formatNoun(first.reports, "report")}`}
        onClick={() => onFilter({ facet, value: first.value })}
      >
        {facet === "version"
          ? `${formatCount(first.reports)} of ${formatCount(of)}`
          : formatCount(first.reports)}{" "}
        on <bdi className={facet === "client" ? undefined : "font-mono"}>{first.value}</bdi>
      </FactButton>
      {top.length > 1 && (
        <Values facet={facet} name={`All ${FACET_WORDS[facet].many}`} values={top} onFilter={onFilter} />
      )}
    </span>
  );
}

/** A menu of a facet's values with their counts. */
function Values({
  facet,
  label,
  name,
  values,
  onFilter,
}: {
  facet: ReportFacet;
  /** What is pressed; without one the mark alone, called `name`. */
  label?: string;
  name?: string;
  values: readonly FacetCount[];
  onFilter: Props["onFilter"];
}) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <button
          type="button"
          aria-label={label === undefined ? name : undefined}
          className="inline-flex min-h-6 min-w-6 items-center justify-center gap-0.5 rounded-sm text-accent-text hover:underline"
        >
          {label}
          <ChevronDown aria-hidden className="size-3" />
        </button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" className="max-h-72 overflow-y-auto">
        {values.map(({ value, reports }) => (
          <DropdownMenuItem key={value} onSelect={() => onFilter({ facet, value })}>
            <span className="flex w-full min-w-0 items-center justify-between gap-4">
              <span dir="auto" className="max-w-72 min-w-0 truncate">
                {describeFacetValue(facet, value)}
              </span>
              <span className="text-muted-foreground figures">{formatCount(reports)}</span>
            </span>
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function FactButton({
  title,
  onClick,
  children,
}: {
  title: string;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      title={title}
      onClick={onClick}
      className="inline-flex min-h-6 max-w-full min-w-0 items-center gap-x-1 truncate rounded-sm text-accent-text hover:underline"
    >
      <span className="min-w-0 truncate">{children}</span>
    </button>
  );
}
