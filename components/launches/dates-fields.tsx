"use client";
import { useQuery } from "@tanstack/react-query";
import { formatTime } from "@/components/format/time-text";
import { MomentField } from "@/components/format/moment-field";
import { useTRPC } from "@/components/trpc/client";
import { momentInZone, toZonedField } from "@/contracts/moment";
import { addDays, daysBetween, offsetOf } from "@/contracts/zones";
import { Button } from "@/components/ui/button";
import { InlineAlert } from "@/components/ui/inline-alert";
import { Skeleton } from "@/components/ui/skeleton";
import type { LaunchSizing } from "@/contracts/launches";
import { SizingFields } from "./sizing-fields";

export type DatesDraft = { liveAt: string; endsAt: string; isEndTyped: boolean; sizing: LaunchSizing };

/** When the launch goes live and how long hypercare lasts, with the length that its nature recommends and why. */
export function DatesFields({
  value,
  timeZone,
  onChange,
  isTouched,
}: {
  value: DatesDraft;
  /** The launch's, by whose clocks both dates are filled in. */
  timeZone: string;
  onChange: (value: DatesDraft) => void;
  isTouched: boolean;
}) {
  const trpc = useTRPC();
  const recommended = useQuery({
    ...trpc.launches.recommend.queryOptions(value.sizing),
    placeholderData: (previous) => previous,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const offset = offsetOf(timeZone);
  const liveAt = momentInZone(value.liveAt, timeZone);
  const suggestedEnd = liveAt && recommended.data ? addDays(liveAt, recommended.data.days, offset) : null;
  const endField = value.isEndTyped
    ? value.endsAt
    : suggestedEnd
      ? toZonedField(suggestedEnd, timeZone)
      : value.endsAt;
  const endsAt = momentInZone(endField, timeZone);
  const days = liveAt && endsAt ? Math.round(daysBetween(liveAt, endsAt, offset)) : null;
  return (
    <div className="flex flex-col gap-4">
      <SizingFields value={value.sizing} onChange={(sizing) => onChange({ ...value, sizing })} />
      {recommended.data ? (
        <InlineAlert
          title="Recommended length"
          {...(value.isEndTyped && suggestedEnd && days !== recommended.data.days
            ? {
                action: (
                  <Button size="sm" onClick={() => onChange({ ...value, isEndTyped: false, endsAt: "" })}>
                    {`End on ${formatTime(suggestedEnd.getTime(), "date", suggestedEnd.getTime(), timeZone)}`}
                  </Button>
                ),
              }
            : {})}
        >
          {recommended.data.reason}
        </InlineAlert>
      ) : (
        <Skeleton className="h-16 rounded-md" />
      )}
      <div className="grid gap-3 sm:grid-cols-2">
        <MomentField
          label="Goes live"
          timeZone={timeZone}
          error={isTouched && liveAt === null ? "Choose a day and a time." : undefined}
          value={value.liveAt}
          onValueChange={(next) => onChange({ ...value, liveAt: next })}
        />
        <MomentField
          label="Hypercare ends"
          timeZone={timeZone}
          error={
            isTouched && (endsAt === null || (days !== null && days <= 0))
              ? "Choose a day after the launch."
              : undefined
          }
          aside={days !== null && days > 0 ? `${days} days` : undefined}
          value={endField}
          onValueChange={(next) => onChange({ ...value, endsAt: next, isEndTyped: true })}
        />
      </div>
    </div>
  );
}

/** Both dates when they can be sent; the end may be left to the recommendation. */
export function readDates(value: DatesDraft, timeZone: string): { liveAt: Date; endsAt: Date | null } | null {
  const liveAt = momentInZone(value.liveAt, timeZone);
  if (!liveAt) return null;
  if (!value.isEndTyped) return { liveAt, endsAt: null };
  const endsAt = momentInZone(value.endsAt, timeZone);
  return endsAt && endsAt > liveAt ? { liveAt, endsAt } : null;
}
