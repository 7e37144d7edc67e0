"use client";
import { useQuery } from "@tanstack/react-query";
import { formatCount, formatPercent } from "@/components/format/numbers";
import { Time } from "@/components/format/time";
import { NOTE_WORDS, warningText, warningTitle } from "@/components/intake/feed-words";
import { messageOf, useTRPC } from "@/components/trpc/client";
import { Card, CardHeader } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { InlineAlert } from "@/components/ui/inline-alert";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Stat } from "@/components/ui/stat";
import { Table, TableBody, TableCell, TableColumns, TableRow } from "@/components/ui/table";
import { LOG_NOTES_DAYS, type FeedHealth, type LogNote } from "@/contracts/monitoring";

/** The page looks this often while it is open: a feed that was just mended shows it by itself. */
const POLL_MS = 10_000;

/** What became of a log feed's lines: what was refused, repeated or not read, why, and the lines themselves as examples. */
export function FeedCard({ sourceId }: { sourceId: string }) {
  const trpc = useTRPC();
  const feed = useQuery({ ...trpc.monitoring.feed.queryOptions({ sourceId }), refetchInterval: POLL_MS });
  if (feed.isError && !feed.data)
    return (
      <ErrorState
        size="sm"
        title="Couldn’t load the line counts"
        kept={messageOf(feed.error)}
        onRetry={() => void feed.refetch()}
      />
    );
  if (!feed.data) return <SkeletonRows count={3} label="Loading the line counts" />;
  return <FeedBody feed={feed.data} />;
}

function FeedBody({ feed: { arrived, tally, notes, warnings } }: { feed: FeedHealth }) {
  return (
    <>
      {warnings.map((warning) => (
        <InlineAlert
          key={`${warning.kind} ${warning.reason ?? ""}`}
          tone="warning"
          title={warningTitle(warning)}
        >
          {warningText(warning)}
        </InlineAlert>
      ))}
      <Card hasPadding={false}>
        <CardHeader
          title="Lines, last 24 h"
          description={
            arrived === 0
              ? "None so far. What is stored, refused or repeated is counted here line by line."
              : `${formatCount(arrived)} arrived. Repeated lines are known by their request ids and stored once.`
          }
          hasBorder
        />
        <div className="grid grid-cols-5 gap-3 p-4 max-lg:grid-cols-3 max-sm:grid-cols-2">
          <Stat label="Stored" value={formatCount(tally.accepted)} />
          <Stat
            label="Refused"
            value={formatCount(tally.refused)}
            isAlarming={isWarned(warnings, "refused")}
          />
          <Stat label="Repeated" value={formatCount(tally.duplicates)} />
          <Stat label="No answer" value={formatCount(tally.noAnswer)} />
          <Stat
            label="Duration not read"
            value={formatCount(tally.unreadable)}
            isAlarming={isWarned(warnings, "unreadable")}
          />
        </div>
        {notes.length > 0 && (
          <Table label="What went wrong with lines" wrapperClassName="border-t border-border">
            <TableColumns
              columns={[
                "Why, and examples",
                { name: "24 h", isFigure: true },
                { name: "Share", isFigure: true },
                { name: `${LOG_NOTES_DAYS} days`, isFigure: true },
                "Latest",
              ]}
            />
            <TableBody>
              {notes.map((note) => (
                <NoteRow key={`${note.kind} ${note.reason}`} note={note} arrived={arrived} />
              ))}
            </TableBody>
          </Table>
        )}
        <p className="border-t border-border px-4 py-3 text-meta text-muted-foreground">
          Examples are kept for {LOG_NOTES_DAYS} days, shortened, without query strings, addresses of people
          or networks, and tokens.
        </p>
      </Card>
    </>
  );
}

const isWarned = (warnings: FeedHealth["warnings"], kind: LogNote["kind"]): boolean =>
  warnings.some((warning) => warning.kind === kind);

function NoteRow({ note, arrived }: { note: LogNote; arrived: number }) {
  return (
    <TableRow className="align-top">
      <TableCell className="w-full max-w-0 min-w-48">
        <span className="block [overflow-wrap:anywhere]">
          <span className="text-muted-foreground">{NOTE_WORDS[note.kind]}:</span> {note.reason}
        </span>
        {note.examples.map((example) => (
          <code
            key={example}
            dir="auto"
            className="mt-1 block font-mono text-[11px] [overflow-wrap:anywhere] text-muted-foreground"
          >
            {example}
          </code>
        ))}
      </TableCell>
      <TableCell isFigure>{formatCount(note.lastDay)}</TableCell>
      <TableCell isFigure className="whitespace-nowrap">
        {arrived === 0 || note.lastDay === 0
          ? "–"
          : formatPercent(Math.min(100, (note.lastDay / arrived) * 100))}
      </TableCell>
      <TableCell isFigure>{formatCount(note.all)}</TableCell>
      <TableCell className="whitespace-nowrap">
        <Time value={note.last} style="relative" />
      </TableCell>
    </TableRow>
  );
}
