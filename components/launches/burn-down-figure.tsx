"use client";
import { BurnDown } from "@/components/charts/burn-down";
import { prepareBurnDown } from "@/components/charts/prepare-burn-down";
import type { ReleaseMark } from "@/components/charts/prepare-trend";
import { SEVERITY_WORDS } from "@/components/format/words";
import type { BurnDownView } from "@/contracts/exit";
import type { ReactNode } from "react";
import { describeProjection } from "./projection-words";

/** What a burn-down counts, in words: "open critical and major defects". */
export function describeCounted({ severities }: Pick<BurnDownView, "severities">): string {
  const words = severities.map((severity) => SEVERITY_WORDS[severity].toLowerCase()).join(" and ");
  return severities.length === 4 ? "open defects" : `open ${words} defects`;
}

/** A launch's burn-down as it is drawn wherever it is shown. */
export function BurnDownFigure({
  burnDown,
  releases = [],
  title = null,
  counted,
}: {
  burnDown: BurnDownView;
  releases?: readonly ReleaseMark[];
  title?: ReactNode;
  /** What is counted, where that leads somewhere; otherwise in words alone. */
  counted?: ReactNode;
}) {
  const { projection, start } = burnDown;
  const model = prepareBurnDown({
    start: start && { at: start.at.getTime(), value: start.open },
    actual: burnDown.days.map((day) => ({ at: day.at.getTime(), value: day.open })),
    goal: burnDown.goal,
    targetAt: burnDown.targetAt.getTime(),
    projection: projection.isKnown
      ? {
          earliestAt: projection.earliestAt.getTime(),
          expectedAt: projection.expectedAt.getTime(),
          latestAt: projection.latestAt?.getTime() ?? null,
        }
      : null,
    releases,
  });
  return (
    <BurnDown
      model={model}
      timeZone={burnDown.timeZone}
      label="Burn-down"
      title={title}
      unitLabel={<>{counted ?? describeCounted(burnDown)}, at go-live and at the end of each day</>}
      sentence={
        <>
          <span className="font-medium">{describeProjection(burnDown)}</span>
          {projection.isKnown && (
            <span className="block text-meta text-muted-foreground">{projection.basis}</span>
          )}
        </>
      }
    />
  );
}
