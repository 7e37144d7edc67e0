import { Download } from "lucide-react";
import type { ReactNode } from "react";
import { CriterionBar } from "@/components/charts/criterion-bar";
import { describeCriteria } from "@/components/format/criteria-count";
import { formatNoun } from "@/components/format/numbers";
import { SeverityGlyph } from "@/components/format/severity-glyph";
import { StateGlyph } from "@/components/format/state-badge";
import { formatTime } from "@/components/format/time-text";
import { describeInZones } from "@/components/format/zone-words";
import { CRITERION_STATE_WORDS, ISSUE_STATE_WORDS, PHASE_WORDS } from "@/components/format/words";
import { BurnDownFigure } from "@/components/launches/burn-down-figure";
import { CriterionDot } from "@/components/launches/criterion-dot";
import { formatDay, describeHold, describeToGo } from "@/components/launches/hold-words";
import { describeMove } from "@/components/launches/move-words";
import { describeReadiness, describeVerdict } from "@/components/launches/projection-words";
import { PrintButton } from "@/components/layout/print-button";
import { PublicPage } from "@/components/layout/public-page";
import { buttonStyle } from "@/components/ui/button-style";
import { cn } from "@/components/ui/cn";
import type { ExitReportPage, ReportCriterion } from "@/contracts/exit-report";
import { isolate } from "@/contracts/isolate";

/** A shared exit report: the verdict first, then what it is made of. Times are the launch's own, so that all who read it read the same. */
export function ExitReport({
  report: { organization, sharedBy, expiresAt, snapshot },
  csvHref,
}: {
  report: ExitReportPage;
  csvHref: string;
}) {
  const { launch, burnDown, criteria, criticals, criticalCount } = snapshot;
  const { timeZone } = burnDown;
  // Whoever finds it on paper has no "now" from which a year could be left out.
  const momentOf = (moment: Date) => formatTime(moment.getTime(), "datetime", 0, timeZone);
  const verdict = describeVerdict(snapshot);
  return (
    <PublicPage
      organization={organization}
      isWide
      className="print:py-0"
      footer={
        <>
          Only people with this link see this page. It works until {momentOf(expiresAt)} ({timeZone}).
        </>
      }
    >
      <header className="mb-8 print:mb-5">
        <p className="text-muted-foreground">
          Exit report · <bdi>{launch.name}</bdi> · {PHASE_WORDS[launch.phase]}
          {launch.day > 0 && `, day ${launch.day} of ${launch.days}`}
        </p>
        <h1 className="mt-1 text-[1.625rem] leading-9 font-semibold tracking-tight text-balance">
          {verdict.title}
        </h1>
        <p className="mt-2 max-w-measure">
          {describeReadiness(snapshot)} {verdict.date}
        </p>
        <p className="mt-2 text-body text-muted-foreground">
          As of <time dateTime={snapshot.at.toISOString()}>{momentOf(snapshot.at)}</time> ({timeZone})
          {sharedBy ? `, shared by ${sharedBy}` : ""}. The figures do not change after that.
        </p>
        <div className="mt-4 flex flex-wrap gap-2 print:hidden">
          <PrintButton />
          <a href={csvHref} download className={buttonStyle({ variant: "secondary" })}>
            <Download aria-hidden /> Download CSV
          </a>
        </div>
      </header>

      <Section title="Criteria" aside={describeCriteria(snapshot)}>
        {criteria.length === 0 ? (
          <p className="text-muted-foreground">No criterion had been agreed.</p>
        ) : (
          <ul className="divide-y divide-border rounded-md border border-border bg-surface">
            {criteria.map((criterion) => (
              <CriterionLine key={criterion.id} criterion={criterion} timeZone={timeZone} />
            ))}
          </ul>
        )}
      </Section>

      <Section title="Burn-down">
        <BurnDownFigure burnDown={burnDown} />
      </Section>

      <Section
        title="Open critical issues"
        aside={criticalCount > 0 ? formatNoun(criticalCount, "issue") : undefined}
      >
        {criticals.length === 0 ? (
          <p className="text-muted-foreground">None was open.</p>
        ) : (
          <ul className="divide-y divide-border rounded-md border border-border bg-surface text-body">
            {criticals.map((issue) => (
              <li key={issue.issueId} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5">
                <SeverityGlyph severity="critical" />
                <span className="font-medium figures">#{issue.number}</span>
                {issue.title !== null && (
                  <span dir="auto" className="min-w-0 flex-1 basis-60 reported">
                    {issue.title}
                  </span>
                )}
                <span className="ml-auto inline-flex items-center gap-1.5 text-muted-foreground">
                  <StateGlyph state={issue.state} />
                  {ISSUE_STATE_WORDS[issue.state]}
                </span>
                <span className="text-muted-foreground">{issue.ownerName ?? "no owner"}</span>
              </li>
            ))}
          </ul>
        )}
        {criticalCount > criticals.length && (
          <p className="mt-2 text-body text-muted-foreground">
            The {criticals.length} with most impact are listed.
          </p>
        )}
      </Section>
    </PublicPage>
  );
}

function Section({
  title,
  aside,
  children,
}: {
  title: string;
  aside?: string | undefined;
  children: ReactNode;
}) {
  return (
    <section className="mb-9 print:mb-6" aria-label={title}>
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="font-semibold">{title}</h2>
        {aside !== undefined && <span className="text-body text-muted-foreground figures">{aside}</span>}
      </div>
      {children}
    </section>
  );
}

function CriterionLine({ criterion, timeZone }: { criterion: ReportCriterion; timeZone: string }) {
  const { waiver, confirmation, moves, compare } = criterion;
  const toGo = describeToGo(criterion);
  const dayOf = (moment: Date) => formatDay(moment, timeZone);
  return (
    <li className="grid gap-x-6 gap-y-2 px-4 py-3.5 text-body sm:grid-cols-[minmax(0,1fr)_12rem]">
      <div className="flex min-w-0 items-start gap-3">
        <CriterionDot state={criterion.state} className="mt-[3px]" />
        <div className="min-w-0">
          <p className="font-medium [overflow-wrap:anywhere]">
            <bdi>{criterion.title}</bdi>
            {criterion.componentName !== null && (
              <span className="font-normal text-muted-foreground">
                {" "}
                · <bdi>{criterion.componentName}</bdi>
              </span>
            )}
          </p>
          <p className="text-muted-foreground">
            <span className={cn(criterion.state === "not_met" && "text-negative-foreground")}>
              {CRITERION_STATE_WORDS[criterion.state]}
            </span>
            {compare === "manual"
              ? " · manual check"
              : criterion.state !== "waived" && ` · ${describeHold(criterion)}`}
            {toGo !== null && `, ${toGo}`} · {criterion.ownerName ?? "no owner"}
          </p>
          {criterion.note !== null && <p className="text-meta text-muted-foreground">{criterion.note}</p>}
          {confirmation && (
            <p className="text-meta text-muted-foreground">
              Confirmed{confirmation.by ? ` by ${isolate(confirmation.by)}` : ""}, {dayOf(confirmation.at)}
            </p>
          )}
          {waiver && (
            <p className="text-meta text-muted-foreground">
              {waiver.isExpired ? "The waiver ended" : "Waived until"} {dayOf(waiver.until)},{" "}
              {describeInZones(waiver.until, timeZone, timeZone)}
              {waiver.by ? ` by ${isolate(waiver.by)}` : ""}:{" "}
              <span className="reported">{waiver.reason}</span>
            </p>
          )}
          {moves.map((move) => (
            <p key={move.at.getTime()} className="text-meta text-muted-foreground">
              {describeMove(move, criterion.unit)}
              {move.by ? ` by ${isolate(move.by)}` : ""}, {dayOf(move.at)}:{" "}
              <span className="reported">{move.reason}</span>
            </p>
          ))}
        </div>
      </div>
      {compare !== "manual" && (
        <CriterionBar
          label={criterion.title}
          value={criterion.value}
          target={criterion.target}
          unit={criterion.unit}
          compare={compare}
          state={criterion.state}
          className="pt-1 max-sm:pl-6.5"
        />
      )}
    </li>
  );
}
