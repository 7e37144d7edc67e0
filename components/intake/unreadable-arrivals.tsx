"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { formatCount } from "@/components/format/numbers";
import { Time } from "@/components/format/time";
import { useCan } from "@/components/tenancy/member-context";
import { messageOf, useTRPC, type RouterOutputs } from "@/components/trpc/client";
import { toastFailed } from "@/components/trpc/toast-failed";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { toastDone } from "@/components/ui/toaster";

type Source = RouterOutputs["intake"]["source"];
type Arrival = Source["unreadable"][number];

/** What a proven sender sent and nobody could read: why, its bytes, and another try. */
export function UnreadableArrivals({ source }: { source: Source }) {
  if (source.unreadable.length === 0) return null;
  return (
    <Card hasPadding={false}>
      <CardHeader
        title="Unreadable arrivals"
        description={
          "Kept byte for byte in quarantine until its term ends (Settings, Privacy). Fix the sender, or read it " +
          "again after an update."
        }
        hasBorder
      />
      <ul className="divide-y divide-border">
        {source.unreadable.map((arrival) => (
          <UnreadableRow key={arrival.itemId} arrival={arrival} />
        ))}
      </ul>
    </Card>
  );
}

function UnreadableRow({ arrival }: { arrival: Arrival }) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const mayManage = useCan("source:manage");
  const [isOpen, setIsOpen] = useState(false);
  const again = useMutation(
    trpc.intake.readAgain.mutationOptions({
      onError: (error) => toastFailed("It was not read again", error),
      onSuccess: async ({ reference }) => {
        toastDone(`${reference} is being read again`);
        await client.invalidateQueries({ queryKey: trpc.intake.source.queryKey() });
      },
    }),
  );
  return (
    <li className="grid gap-2 px-4 py-3">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-60">
          <p>
            <span className="font-mono">{arrival.reference}</span>{" "}
            <span className="text-meta text-muted-foreground">
              <Time value={arrival.receivedAt} style="relative" /> · {formatCount(arrival.size)} bytes
            </span>
          </p>
          <p className="break-words text-muted-foreground">{arrival.reason}</p>
        </div>
        <div className="flex gap-2">
          <Button size="sm" variant="ghost" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
            {isOpen ? "Hide what arrived" : "Show what arrived"}
          </Button>
          {mayManage && (
            <Button
              size="sm"
              isBusy={again.isPending}
              onClick={() => again.mutate({ itemId: arrival.itemId })}
            >
              Read again
            </Button>
          )}
        </div>
      </div>
      {isOpen && <ArrivedBytes itemId={arrival.itemId} />}
    </li>
  );
}

/** The bytes as text and in hexadecimal; neither is ever drawn as anything but text. */
function ArrivedBytes({ itemId }: { itemId: string }) {
  const trpc = useTRPC();
  const arrived = useQuery(trpc.intake.arrived.queryOptions({ itemId }));
  if (arrived.isError) return <p className="text-meta text-muted-foreground">{messageOf(arrived.error)}</p>;
  if (!arrived.data) return <p className="text-meta text-muted-foreground">Loading…</p>;
  const { contentType, text, hex } = arrived.data;
  return (
    <div className="grid gap-2">
      <p className="text-meta text-muted-foreground">Content-Type: {contentType}</p>
      <pre
        dir="auto"
        className="max-h-60 overflow-auto rounded-md bg-sunken p-3 font-mono text-meta whitespace-pre-wrap"
      >
        {text}
      </pre>
      <pre
        role="region"
        tabIndex={0}
        aria-label="First bytes in hexadecimal"
        className="max-h-60 overflow-auto rounded-md bg-sunken p-3 font-mono text-meta"
      >
        {hex}
      </pre>
    </div>
  );
}
