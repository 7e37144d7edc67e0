"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ConfirmedAct } from "@/components/settings/confirmed-act";
import { Listing } from "@/components/settings/listing";
import { ModelCalls } from "@/components/settings/model-calls";
import { ProviderKeyDialog } from "@/components/settings/provider-key-dialog";
import { ProviderDialog } from "@/components/settings/provider-dialog";
import { useCan } from "@/components/tenancy/member-context";
import { useTRPC } from "@/components/trpc/client";
import { toastFailed } from "@/components/trpc/toast-failed";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Switch } from "@/components/ui/switch";
import { ACTIONS_COLUMN, Table, TableBody, TableCell, TableColumns, TableRow } from "@/components/ui/table";
import { toastDone } from "@/components/ui/toaster";
import { isolate } from "@/contracts/isolate";

/** Which models are asked to classify, in which order, and what was asked of them. */
export function ModelsScreen() {
  return (
    <div className="grid gap-4">
      <Providers />
      <ModelCalls />
    </div>
  );
}

function Providers() {
  const trpc = useTRPC();
  const client = useQueryClient();
  const mayManage = useCan("ai:manage");
  const providers = useQuery(trpc.ai.providers.queryOptions());
  const refresh = () => client.invalidateQueries({ queryKey: trpc.ai.pathKey() });
  const onError = (error: unknown) => toastFailed("Nothing was changed", error);
  const flip = useMutation(trpc.ai.switchProvider.mutationOptions({ onError, onSuccess: refresh }));
  return (
    <Listing
      title="Providers"
      description={
        "Used in this order; the built-in classifier is always there, always last. Personal data is " +
        "removed before a text leaves."
      }
      what="The providers"
      query={providers}
      isEmpty={false}
      empty={{ title: "" }}
      actions={mayManage ? <ProviderDialog onDone={refresh} /> : undefined}
    >
      <Table label="Providers">
        <TableColumns columns={["Name", "Model", "Address", "Order", ACTIONS_COLUMN]} />
        <TableBody>
          {providers.data?.map((p) => (
            <TableRow key={p.id}>
              <TableCell className="font-medium">
                <bdi>{p.name}</bdi>
                {p.failure && (
                  <div className="mt-1 grid min-w-56 justify-items-start gap-1 font-normal text-muted-foreground">
                    <Badge tone="negative">Failed</Badge>
                    {p.failure} Until then the next provider in order is used.
                  </div>
                )}
              </TableCell>
              <TableCell isMono>{p.model}</TableCell>
              <TableCell isMono className="max-w-72 truncate">
                {p.baseUrl}
              </TableCell>
              <TableCell>
                <Switch
                  aria-label={`Use ${isolate(p.name)}`}
                  checked={p.isEnabled}
                  disabled={!mayManage}
                  onCheckedChange={(isEnabled) => flip.mutate({ id: p.id, isEnabled })}
                />
              </TableCell>
              <TableCell className="text-right whitespace-nowrap">
                {mayManage && (
                  <>
                    <ProviderKeyDialog id={p.id} name={p.name} onDone={refresh} />
                    <RemoveProvider id={p.id} name={p.name} onDone={refresh} />
                  </>
                )}
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
  const remove = useMutation(
    trpc.ai.removeProvider.mutationOptions({
      onError: (error) => toastFailed("It was not removed", error),
      onSuccess: async () => {
        await onDone();
        toastDone(`${isolate(name)} was removed`);
      },
    }),
  );
  return (
    <ConfirmedAct
      title={`Remove ${isolate(name)}?`}
      description="Its key is deleted. What it classified stays, with its name."
      confirmLabel="Remove the provider"
      isBusy={remove.isPending}
      onConfirm={(close) => remove.mutate({ id }, close)}
      trigger={
        <Button size="sm" variant="ghost">
          Remove
        </Button>
      }
    />
  );
}
