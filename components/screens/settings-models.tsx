"use client";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState, type SubmitEvent } from "react";
import { formatMs } from "@/components/format/numbers";
import { Time } from "@/components/format/time";
import { Listing } from "@/components/settings/listing";
import { useCan } from "@/components/tenancy/member-context";
import { messageOf, useTRPC } from "@/components/trpc/client";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { InlineAlert } from "@/components/ui/inline-alert";
import { Input } from "@/components/ui/input";
import { LoadMore } from "@/components/ui/load-more";
import { Switch } from "@/components/ui/switch";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
import { toastDone, toastError } from "@/components/ui/toaster";

const OUTCOME_WORDS: Readonly<Record<string, string>> = {
  answered: "Answered",
  repaired: "Answered at the second try",
  failed: "No answer",
};

/** Which models are asked to classify, in which order, and what was asked of them. */
export function ModelsScreen() {
  return (
    <div className="grid gap-4">
      <Providers />
      <Calls />
    </div>
  );
}

function Providers() {
  const trpc = useTRPC();
  const client = useQueryClient();
  const mayManage = useCan("ai:manage");
  const providers = useQuery(trpc.ai.providers.queryOptions());
  const refresh = () => client.invalidateQueries({ queryKey: trpc.ai.pathKey() });
  const onError = (error: unknown) => toastError("Nothing was changed", messageOf(error));
  const flip = useMutation(trpc.ai.switchProvider.mutationOptions({ onError, onSuccess: refresh }));
  return (
    <Listing
      title="Providers"
      description="Asked in this order; the built-in classifier is always there, always last. Personal data is taken out before a text leaves."
      what="The providers"
      query={providers}
      isEmpty={false}
      empty={{ title: "" }}
      actions={mayManage ? <AddDialog onDone={refresh} /> : undefined}
    >
      <Table label="Providers">
        <TableHead>
          <TableRow>
            <TableHeaderCell>Name</TableHeaderCell>
            <TableHeaderCell>Model</TableHeaderCell>
            <TableHeaderCell>Address</TableHeaderCell>
            <TableHeaderCell>Asked</TableHeaderCell>
            <TableHeaderCell>
              <span className="sr-only">Actions</span>
            </TableHeaderCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {providers.data?.map((p) => (
            <TableRow key={p.id}>
              <TableCell className="font-medium">{p.name}</TableCell>
              <TableCell isMono>{p.model}</TableCell>
              <TableCell isMono className="max-w-72 truncate">
                {p.baseUrl}
              </TableCell>
              <TableCell>
                <Switch
                  aria-label={`Ask ${p.name}`}
                  checked={p.isEnabled}
                  disabled={!mayManage}
                  onCheckedChange={(isEnabled) => flip.mutate({ id: p.id, isEnabled })}
                />
              </TableCell>
              <TableCell className="text-right">
                {mayManage && <RemoveProvider id={p.id} name={p.name} onDone={refresh} />}
              </TableCell>
            </TableRow>
          ))}
          <TableRow>
            <TableCell className="font-medium whitespace-nowrap">Built in</TableCell>
            <TableCell isMono>builtin</TableCell>
            <TableCell className="min-w-40 text-muted-foreground">
              On this machine; nothing leaves it
            </TableCell>
            <TableCell>
              <Badge tone="positive">Always</Badge>
            </TableCell>
            <TableCell />
          </TableRow>
        </TableBody>
      </Table>
    </Listing>
  );
}

function RemoveProvider({ id, name, onDone }: { id: string; name: string; onDone: () => Promise<void> }) {
  const trpc = useTRPC();
  const [isAsking, setAsking] = useState(false);
  const remove = useMutation(
    trpc.ai.removeProvider.mutationOptions({
      onError: (error) => toastError("It was not removed", messageOf(error)),
      onSuccess: async () => {
        setAsking(false);
        await onDone();
        toastDone(`${name} was removed`);
      },
    }),
  );
  return (
    <AlertDialog
      open={isAsking}
      onOpenChange={setAsking}
      title={`Remove ${name}?`}
      description="Its key is deleted. What it classified stays, with its name."
      confirmLabel="Remove the provider"
      isDanger
      isBusy={remove.isPending}
      onConfirm={() => remove.mutate({ id })}
      trigger={
        <Button size="sm" variant="ghost">
          Remove
        </Button>
      }
    />
  );
}

function AddDialog({ onDone }: { onDone: () => Promise<void> }) {
  const trpc = useTRPC();
  const [isOpen, setOpen] = useState(false);
  const [draft, setDraft] = useState({ name: "", baseUrl: "", model: "", apiKey: "" });
  const add = useMutation(
    trpc.ai.addProvider.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        setDraft({ name: "", baseUrl: "", model: "", apiKey: "" });
        await onDone();
        toastDone("The provider is asked from now on");
      },
    }),
  );
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const { apiKey, ...rest } = draft;
    add.mutate({ ...rest, ...(apiKey ? { apiKey } : {}) });
  };
  const field = (key: keyof typeof draft) => ({
    value: draft[key],
    onChange: (e: { target: { value: string } }) => setDraft({ ...draft, [key]: e.target.value }),
  });
  return (
    <>
      <Button variant="primary" icon={<Plus />} onClick={() => setOpen(true)}>
        Add a provider
      </Button>
      <Dialog open={isOpen} onOpenChange={setOpen}>
        <DialogContent
          title="Add a provider"
          description="Any service that speaks the OpenAI chat protocol."
          size="md"
        >
          <form onSubmit={submit} className="grid gap-4">
            {add.isError && <InlineAlert tone="error">{messageOf(add.error)}</InlineAlert>}
            <Field label="Name" isRequired>
              <Input {...field("name")} maxLength={80} required />
            </Field>
            <Field
              label="Address of the API"
              hint="Ends before /chat/completions, such as https://api.example.com/v1."
              isRequired
            >
              <Input type="url" isMono {...field("baseUrl")} required />
            </Field>
            <Field label="Model" isRequired>
              <Input isMono {...field("model")} required />
            </Field>
            <Field label="Key" hint="Stored encrypted and never shown again." isOptional>
              <Input type="password" autoComplete="off" isMono {...field("apiKey")} />
            </Field>
            <DialogFooter>
              <Button variant="ghost" onClick={() => setOpen(false)}>
                Cancel
              </Button>
              <Button type="submit" variant="primary" isBusy={add.isPending}>
                Add the provider
              </Button>
            </DialogFooter>
          </form>
        </DialogContent>
      </Dialog>
    </>
  );
}

function Calls() {
  const trpc = useTRPC();
  const calls = useInfiniteQuery(
    trpc.ai.calls.infiniteQueryOptions({ limit: 25 }, { getNextPageParam: (last) => last.nextCursor }),
  );
  const rows = calls.data?.pages.flatMap((p) => p.rows) ?? [];
  return (
    <Listing
      title="Calls"
      what="The calls"
      query={calls}
      isEmpty={rows.length === 0}
      empty={{
        title: "Nothing has been asked yet",
        description:
          "Each question to a model, or to the built-in classifier, is listed here with how long it took.",
      }}
    >
      <Table label="Calls">
        <TableHead>
          <TableRow>
            <TableHeaderCell>When</TableHeaderCell>
            <TableHeaderCell>Question</TableHeaderCell>
            <TableHeaderCell>Model</TableHeaderCell>
            <TableHeaderCell isFigure>Reports</TableHeaderCell>
            <TableHeaderCell isFigure>Took</TableHeaderCell>
            <TableHeaderCell>Outcome</TableHeaderCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((call) => (
            <TableRow key={call.id}>
              <TableCell className="whitespace-nowrap">
                <Time value={call.at} style="relative" />
              </TableCell>
              <TableCell isMono>{call.prompt}</TableCell>
              <TableCell>
                {call.provider === "builtin" ? "Built in" : call.provider}{" "}
                {call.provider !== call.model && (
                  <span className="font-mono text-meta text-muted-foreground">{call.model}</span>
                )}
              </TableCell>
              <TableCell isFigure>{call.itemCount}</TableCell>
              <TableCell isFigure>{formatMs(call.latencyMs)}</TableCell>
              <TableCell>
                {call.isDegraded ? (
                  <Badge tone="minor">Second best</Badge>
                ) : (
                  (OUTCOME_WORDS[call.outcome] ?? call.outcome)
                )}
                {call.error && (
                  <span className="block max-w-72 truncate text-meta text-muted-foreground">
                    {call.error}
                  </span>
                )}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <LoadMore
        hasMore={calls.hasNextPage}
        onLoadMore={() => void calls.fetchNextPage()}
        isLoading={calls.isFetchingNextPage}
      />
    </Listing>
  );
}
