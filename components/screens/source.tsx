"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { CheckCircle2, Send } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { formatCount } from "@/components/format/numbers";
import { SourceKindLabel } from "@/components/format/source-kind";
import { Time } from "@/components/format/time";
import { useLinks } from "@/components/launches/links";
import { Page } from "@/components/layout/page";
import { useCan } from "@/components/tenancy/member-context";
import { messageOf, useTRPC, type RouterOutputs } from "@/components/trpc/client";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { ErrorState } from "@/components/ui/error-state";
import { InlineAlert } from "@/components/ui/inline-alert";
import { PageHeader } from "@/components/ui/page-header";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Stat } from "@/components/ui/stat";
import { Table, TableBody, TableCell, TableColumns, TableRow } from "@/components/ui/table";
import { toastDone, toastError } from "@/components/ui/toaster";

type Source = RouterOutputs["intake"]["source"];

/** While nothing has arrived the page looks this often, so that the first event shows by itself. */
const WAITING_MS = 2_000;

/** One way in: its address, what to do at the sender, its secret, what arrived and what was refused. */
export function SourceScreen({ id }: { id: string }) {
  const trpc = useTRPC();
  const links = useLinks();
  const source = useQuery({
    ...trpc.intake.source.queryOptions({ id }),
    refetchInterval: (q) => (q.state.data && q.state.data.lastEventAt === null ? WAITING_MS : false),
  });
  return (
    <Page width="wide">
      {source.data ? (
        <SourceBody source={source.data} />
      ) : source.isError ? (
        <ErrorState
          title="The source could not be read"
          kept={messageOf(source.error)}
          onRetry={() => void source.refetch()}
          action={
            <Link className="text-accent-text hover:underline" href={links.sources}>
              All sources
            </Link>
          }
        />
      ) : (
        <SkeletonRows count={6} label="Loading the source" />
      )}
    </Page>
  );
}

function SourceBody({ source }: { source: Source }) {
  const links = useLinks();
  const mayManage = useCan("source:manage");
  const isBuiltIn = source.launchId === null;
  return (
    <div className="grid gap-4">
      <PageHeader
        title={source.name}
        badge={<SourceKindLabel kind={source.kind} className="text-meta text-muted-foreground" />}
        description={
          <Link className="hover:underline" href={links.sources}>
            All sources
          </Link>
        }
        actions={mayManage && <Actions source={source} isBuiltIn={isBuiltIn} />}
      />
      <FreshSecret source={source} />
      <div className="grid grid-cols-3 gap-4 max-sm:grid-cols-1">
        <Stat label="Arrived, last 24 h" value={formatCount(source.last24h.n, source.last24h.isCapped)} />
        <Stat
          label="Last event"
          value={source.lastEventAt ? <Time value={source.lastEventAt} style="relative" /> : "none yet"}
        />
        <Stat
          label="Refused, last 24 h"
          value={formatCount(source.failures24h)}
          isLoud={source.failures24h > 0}
        />
      </div>
      <Card hasPadding={false}>
        <CardHeader title="Set it up" hasBorder />
        <ol className="divide-y divide-border">
          {source.url && (
            <li className="grid gap-2 p-4">
              <h3 className="font-medium">Its address</h3>
              <Snippet label="Address" text={source.url} />
            </li>
          )}
          {source.steps.map((step, at) => (
            <li key={step.title} className="grid gap-2 p-4">
              <h3 className="font-medium">
                <span className="mr-2 text-muted-foreground figures">{at + 1}</span>
                {step.title}
              </h3>
              <p className="max-w-measure text-muted-foreground">{step.text}</p>
              {step.snippets.map((snippet) => (
                <Snippet key={snippet.label} {...snippet} />
              ))}
            </li>
          ))}
          <li className="flex items-center gap-2 p-4">
            {source.lastEventAt ? (
              <>
                <CheckCircle2 aria-hidden className="size-4 text-positive" />
                <span>
                  The last event arrived <Time value={source.lastEventAt} style="relative" />.
                </span>
              </>
            ) : (
              <>
                <span aria-hidden className="size-2 animate-pulse rounded-full bg-accent" />
                <span className="text-muted-foreground" role="status">
                  Waiting for your first event…
                </span>
              </>
            )}
          </li>
        </ol>
      </Card>
      {source.recentEvents.length > 0 && <Recent source={source} />}
      <Failures source={source} />
    </div>
  );
}

function Snippet({ label, text }: { label: string; text: string }) {
  return (
    <div className="rounded-md border border-border bg-sunken">
      <div className="flex items-center justify-between gap-2 border-b border-border py-1 pr-1 pl-3">
        <span className="text-meta text-muted-foreground">{label}</span>
        <CopyButton value={text} label={`Copy: ${label}`} />
      </div>
      <pre className="p-3 font-mono text-meta break-all whitespace-pre-wrap">{text}</pre>
    </div>
  );
}

/** The secret of a source that was made or rotated a moment ago; nowhere to be read afterwards. */
function FreshSecret({ source }: { source: Source }) {
  const { data: secret } = useQuery<string | null>({
    queryKey: ["new-source-secret", source.id],
    queryFn: () => null,
    staleTime: Infinity,
    gcTime: 10 * 60_000,
  });
  if (!secret) return null;
  return (
    <InlineAlert tone="warning" title="Copy the secret now: it is not shown again">
      <div className="mt-2 grid gap-2">
        <Snippet label="Signing secret" text={secret} />
        {source.previousSecretUntil && (
          <p>
            The secret before it is accepted until{" "}
            <Time value={source.previousSecretUntil} style="datetime" />.
          </p>
        )}
      </div>
    </InlineAlert>
  );
}

function Actions({ source, isBuiltIn }: { source: Source; isBuiltIn: boolean }) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const router = useRouter();
  const links = useLinks();
  const [isRemoving, setRemoving] = useState(false);
  const [isRotating, setRotating] = useState(false);
  const refresh = () => client.invalidateQueries({ queryKey: trpc.intake.pathKey() });
  const onError = (error: unknown) => toastError("Nothing was changed", messageOf(error));
  const test = useMutation(
    trpc.intake.sendTestEvent.mutationOptions({
      onError: (error) => toastError("The test event could not be sent", messageOf(error)),
      onSuccess: async (result) => {
        await refresh();
        if (result.isAccepted)
          toastDone(
            "The test event was accepted",
            `It went through the public address, which answered ${result.status}.`,
          );
        else toastError(`The test event was refused with ${result.status}`, result.answer.slice(0, 200));
      },
    }),
  );
  const change = useMutation(trpc.intake.changeSource.mutationOptions({ onError, onSuccess: refresh }));
  const rotate = useMutation(
    trpc.intake.rotateSecret.mutationOptions({
      onError,
      onSuccess: async ({ secret }) => {
        setRotating(false);
        client.setQueryData(["new-source-secret", source.id], secret);
        await refresh();
      },
    }),
  );
  const remove = useMutation(
    trpc.intake.removeSource.mutationOptions({
      onError,
      onSuccess: async () => {
        await refresh();
        router.push(links.sources);
      },
    }),
  );
  return (
    <>
      {source.kind !== "agent" && (
        <Button icon={<Send />} isBusy={test.isPending} onClick={() => test.mutate({ id: source.id })}>
          Send a test event
        </Button>
      )}
      {!isBuiltIn && (
        <>
          {source.hasSecret && (
            <AlertDialog
              open={isRotating}
              onOpenChange={setRotating}
              title="Make a new secret?"
              description="Put the new one into the sender within 24 hours; until then both are accepted."
              confirmLabel="Make a new secret"
              isBusy={rotate.isPending}
              onConfirm={() => rotate.mutate({ id: source.id })}
              trigger={<Button>New secret</Button>}
            />
          )}
          <Button
            isBusy={change.isPending}
            onClick={() =>
              change.mutate({
                id: source.id,
                version: source.version,
                state: source.state === "paused" ? "active" : "paused",
              })
            }
          >
            {source.state === "paused" ? "Resume" : "Pause"}
          </Button>
          <AlertDialog
            open={isRemoving}
            onOpenChange={setRemoving}
            title={`Remove ${source.name}?`}
            description="Its address stops working at once. What arrived through it stays."
            confirmLabel="Remove the source"
            isDanger
            isBusy={remove.isPending}
            onConfirm={() => remove.mutate({ id: source.id })}
            trigger={<Button variant="ghost">Remove</Button>}
          />
        </>
      )}
    </>
  );
}

function Recent({ source }: { source: Source }) {
  return (
    <Card hasPadding={false}>
      <CardHeader title="Latest arrivals" hasBorder />
      <Table label="Latest arrivals">
        <TableColumns columns={["Reference", "Arrived", "Occurred"]} />
        <TableBody>
          {source.recentEvents.map((event) => (
            <TableRow key={event.reference}>
              <TableCell isMono>{event.reference}</TableCell>
              <TableCell>
                <Time value={event.receivedAt} style="relative" />
              </TableCell>
              <TableCell>
                <Time value={event.occurredAt} style="datetime" />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

function Failures({ source }: { source: Source }) {
  if (source.failures.length === 0) return null;
  return (
    <Card hasPadding={false}>
      <CardHeader
        title="Refused"
        description="Counted per minute and reason. Nothing of a refused delivery is kept."
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
