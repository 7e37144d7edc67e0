"use client";
import { formatBytes } from "@/components/format/numbers";
import { Time } from "@/components/format/time";
import type { RouterOutputs } from "@/components/trpc/client";
import { Card, CardHeader } from "@/components/ui/card";
import { Table, TableBody, TableCell, TableColumns, TableRow } from "@/components/ui/table";

type Source = RouterOutputs["intake"]["source"];

/** What arrived last. */
export function RecentArrivals({ source }: { source: Source }) {
  return (
    <Card hasPadding={false}>
      <CardHeader title="Latest arrivals" hasBorder />
      <Table label="Latest arrivals">
        <TableColumns columns={["Reference", "Arrived", "Occurred", "As it arrived"]} />
        <TableBody>
          {source.recentEvents.map((event) => (
            <TableRow key={event.id}>
              <TableCell isMono>{event.reference}</TableCell>
              <TableCell>
                <Time value={event.receivedAt} style="relative" />
              </TableCell>
              <TableCell>
                <Time value={event.occurredAt} style="datetime" />
              </TableCell>
              <TableCell className="min-w-44 text-muted-foreground">
                {event.size > 0 ? (
                  <span className="figures">{formatBytes(event.size)}</span>
                ) : (
                  <>
                    Body deleted after its term, or erased; hash kept:{" "}
                    <span className="font-mono text-meta" title={event.hash}>
                      {event.hash.slice(0, 12)}…
                    </span>
                  </>
                )}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

/** What arrived without being a report of its own: comments of staff, internal notes, templates that were not filled in. */
export function PassedOver({ source }: { source: Source }) {
  if (source.notes.length === 0) return null;
  return (
    <Card hasPadding={false}>
      <CardHeader
        title="Passed over or repaired"
        description="What was accepted and made no report of its own, or had to be repaired; the last seven days, by reason."
        hasBorder
      />
      <Table label="Deliveries passed over or repaired">
        <TableColumns columns={["Latest", { name: "Times", isFigure: true }, "Why"]} />
        <TableBody>
          {source.notes.map((note) => (
            <TableRow key={note.reason}>
              <TableCell>
                <Time value={note.last} style="datetime" />
              </TableCell>
              <TableCell isFigure>{note.n}</TableCell>
              <TableCell className="break-words">{note.detail || note.reason}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

/** What was refused, and why. */
export function RefusedDeliveries({ source }: { source: Source }) {
  if (source.failures.length === 0) return null;
  return (
    <Card hasPadding={false}>
      <CardHeader
        title="Refused deliveries"
        description="Counted per minute and reason, until their term ends (Settings, Privacy). Of what was refused nothing else is kept."
        hasBorder
      />
      <Table label="Refused deliveries">
        <TableColumns
          columns={["When", { name: "Times", isFigure: true }, { name: "Answer", isFigure: true }, "Why"]}
        />
        <TableBody>
          {source.failures.map((failure) => (
            <TableRow key={`${failure.minute.toISOString()} ${failure.reason}`}>
              <TableCell>
                <Time value={failure.minute} style="datetime" />
              </TableCell>
              <TableCell isFigure>{failure.n}</TableCell>
              <TableCell isFigure>{failure.status}</TableCell>
              <TableCell className="break-words">{failure.detail || failure.reason}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}
