"use client";
import { Sparkline } from "@/components/charts/sparkline";
import { describeUsual, OPEN_CRITICALS_FILTER } from "@/components/format/day-sentence";
import { describeAnswers } from "@/components/format/answer-words";
import { hourBefore, incomingTrend } from "@/components/format/incoming-trend";
import { formatCount, formatMs, formatPercent } from "@/components/format/numbers";
import { useLinks } from "@/components/launches/links";
import { Stat, type StatDelta } from "@/components/ui/stat";
import type { WarRoom } from "@/contracts/analysis";
import { describeMinutes } from "@/contracts/exit";

/** The four figures of the day, each with its last 24 hours and the rows behind it. */
export function WarRoomFigures({ room }: { room: WarRoom }) {
  const links = useLinks();
  const { criticals, incoming, traffic, response } = room;
  return (
    <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
      <Stat
        label="Open criticals, now"
        value={formatCount(criticals.open)}
        isAlarming={criticals.open > 0}
        href={links.board(OPEN_CRITICALS_FILTER)}
        hint={
          criticals.openedToday === 0
            ? "none new in 24 h"
            : `${formatCount(criticals.openedToday)} new in 24 h`
        }
        {...(criticals.series
          ? {
              sparkline: (
                <Sparkline values={criticals.series} tone={criticals.open > 0 ? "critical" : "muted"} />
              ),
            }
          : {})}
      />
      <Stat
        label="Reports, last hour"
        value={formatCount(incoming.lastHour)}
        delta={incomingDelta(room)}
        href={links.board("since:1h")}
        sparkline={<Sparkline values={incoming.perHour} />}
      />
      <Stat
        label="p95 latency, last hour"
        value={traffic.p95Ms === null ? null : formatMs(traffic.p95Ms)}
        hint={
          traffic.errorPercent === null
            ? "no traffic measured"
            : `${formatPercent(traffic.errorPercent)} of ${formatCount(traffic.requests)} requests fail`
        }
        href={links.traffic}
        sparkline={<Sparkline values={traffic.p95Series} tone="accent" />}
      />
      <Stat
        label={`Answered within ${describeMinutes(response.targetMinutes)}, 24 h`}
        value={response.sharePercent === null ? null : formatPercent(response.sharePercent)}
        hint={describeAnswers(response, room.at)}
        href={links.waiting}
        {...(response.series ? { sparkline: <Sparkline values={response.series} tone="muted" /> } : {})}
      />
    </div>
  );
}

/** Against what is usual at this hour: people report by the clock, so the hour before says little. */
function incomingDelta({ incoming, at }: WarRoom): StatDelta {
  const { hour } = incomingTrend(incoming, at.getTime());
  const text = describeUsual(hourBefore(incoming, at.getTime()));
  if (hour === "more") return { direction: "up", tone: "bad", text };
  if (hour === "fewer") return { direction: "down", tone: "good", text };
  return { direction: "flat", tone: "neutral", text };
}
