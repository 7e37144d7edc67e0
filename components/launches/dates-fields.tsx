"use client";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc/client";
import { readLocalField } from "@/contracts/moment";
import { addDays, daysBetween, readerOffset } from "@/contracts/zones";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { InlineAlert } from "@/components/ui/inline-alert";
import { Input } from "@/components/ui/input";
import { Skeleton } from "@/components/ui/skeleton";
import type { LaunchSizing } from "@/contracts/launches";
import { SizingFields } from "./sizing-fields";
import { formatDay } from "./hold-words";

export type DatesDraft = { liveAt: string; endsAt: string; isEndTyped: boolean; sizing: LaunchSizing };

/** A moment as a date-time field writes it, in the reader's zone. */
export function toMomentField(at: Date): string {
  const pad = (n: number) => String(n).padStart(2, "0");
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}T${pad(at.getHours())}:${pad(at.getMinutes())}`;
}

/** When the launch goes live and how long hypercare lasts, with the length that its nature recommends and why. */
export function DatesFields({
  value,
  onChange,
  isTouched,
}: {
  value: DatesDraft;
  onChange: (value: DatesDraft) => void;
  isTouched: boolean;
}) {
  const trpc = useTRPC();
  const recommended = useQuery({
    ...trpc.launches.recommend.queryOptions(value.sizing),
    placeholderData: (previous) => previous,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const liveAt = readLocalField(value.liveAt);
  const suggestedEnd =
    liveAt && recommended.data ? addDays(liveAt, recommended.data.days, readerOffset) : null;
  const endField = value.isEndTyped
    ? value.endsAt
    : suggestedEnd
      ? toMomentField(suggestedEnd)
      : value.endsAt;
  const endsAt = readLocalField(endField);
  const days = liveAt && endsAt ? Math.round(daysBetween(liveAt, endsAt, readerOffset)) : null;
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
                    {`End on ${formatDay(suggestedEnd)}`}
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
        <Field
          label="Goes live"
          error={isTouched && liveAt === null ? "Choose a day and a time." : undefined}
        >
          <Input
            type="datetime-local"
            value={value.liveAt}
            onChange={(event) => onChange({ ...value, liveAt: event.target.value })}
          />
        </Field>
        <Field
          label="Hypercare ends"
          error={
            isTouched && (endsAt === null || (days !== null && days <= 0))
              ? "Choose a day after the launch."
              : undefined
          }
          aside={days !== null && days > 0 ? `${days} days` : undefined}
        >
          <Input
            type="datetime-local"
            value={endField}
            onChange={(event) => onChange({ ...value, endsAt: event.target.value, isEndTyped: true })}
          />
        </Field>
      </div>
    </div>
  );
}

/** Both dates when they can be sent; the end may be left to the recommendation. */
export function readDates(value: DatesDraft): { liveAt: Date; endsAt: Date | null } | null {
  const liveAt = readLocalField(value.liveAt);
  if (!liveAt) return null;
  if (!value.isEndTyped) return { liveAt, endsAt: null };
  const endsAt = readLocalField(value.endsAt);
  return endsAt && endsAt > liveAt ? { liveAt, endsAt } : null;
}
