"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { API_SCOPES, type ApiScope } from "@/contracts/tenancy";
import { Time } from "@/components/format/time";
import { ROLE_WORDS } from "@/components/format/words";
import { ConfirmedAct } from "@/components/settings/confirmed-act";
import { Listing } from "@/components/settings/listing";
import { messageOf, useTRPC } from "@/components/trpc/client";
import { toastFailed } from "@/components/trpc/toast-failed";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { Input } from "@/components/ui/input";
import { ACTIONS_COLUMN, Table, TableBody, TableCell, TableColumns, TableRow } from "@/components/ui/table";
import { toastDone } from "@/components/ui/toaster";
import { isolate } from "@/contracts/isolate";

const SCOPE_WORDS: Readonly<Record<ApiScope, { label: string; hint: string }>> = {
  "items:write": { label: "Send reports", hint: "POST /api/v1/items" },
  "releases:write": { label: "Announce releases", hint: "POST /api/v1/releases" },
};

/** Keys with which machines speak for the organization. */
export function KeysScreen() {
  const trpc = useTRPC();
  const client = useQueryClient();
  const keys = useQuery(trpc.tenancy.apiKeys.queryOptions());
  const refresh = () => client.invalidateQueries({ queryKey: trpc.tenancy.apiKeys.queryKey() });
  return (
    <Listing
      title="API keys"
      description="A key is shown once, when it is created. Only its hash is kept."
      what="The keys"
      query={keys}
      isEmpty={keys.data?.length === 0}
      empty={{
        title: "No keys yet",
        description:
          "Create one for a backend that reports problems or a build server that announces releases.",
      }}
      actions={<NewKeyDialog onDone={refresh} />}
    >
      <Table label="API keys">
        <TableColumns columns={["Name", "Prefix", "Scopes", "Last used", "Created", ACTIONS_COLUMN]} />
        <TableBody>
          {keys.data?.map((key) => (
            <TableRow key={key.id}>
              <TableCell className="min-w-36 font-medium reported">
                <bdi>{key.name}</bdi> {key.isExpired && <Badge>Expired</Badge>}
              </TableCell>
              <TableCell isMono>{key.prefix}…</TableCell>
              <TableCell className="min-w-36">
                {key.scopes.map((s) => SCOPE_WORDS[s].label).join(", ")}
              </TableCell>
              <TableCell className="whitespace-nowrap">
                {key.lastUsedAt ? (
                  <Time value={key.lastUsedAt} style="relative" />
                ) : (
                  <span className="text-muted-foreground">Never</span>
                )}
              </TableCell>
              <TableCell className="min-w-44">
                <Time value={key.createdAt} style="date" />{" "}
                <span className="text-muted-foreground">
                  by <span className="reported">{key.createdBy.name}</span>,{" "}
                  {key.createdBy.role === null ? "who has left" : ROLE_WORDS[key.createdBy.role]}
                </span>
              </TableCell>
              <TableCell className="text-right">
                <RevokeKey id={key.id} name={key.name} onDone={refresh} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Listing>
  );
}

function RevokeKey({ id, name, onDone }: { id: string; name: string; onDone: () => Promise<void> }) {
  const trpc = useTRPC();
  const revoke = useMutation(
    trpc.tenancy.revokeApiKey.mutationOptions({
      onError: (error) => toastFailed("The key was not revoked", error),
      onSuccess: async () => {
        await onDone();
        toastDone(`${isolate(name)} was revoked`);
      },
    }),
  );
  return (
    <ConfirmedAct
      title={`Revoke ${isolate(name)}?`}
      description="Whatever uses it is refused within five seconds. This cannot be undone; create a new key instead."
      confirmLabel="Revoke the key"
      isBusy={revoke.isPending}
      onConfirm={(close) => revoke.mutate({ keyId: id }, close)}
      trigger={
        <Button size="sm" variant="ghost">
          Revoke
        </Button>
      }
    />
  );
}

function NewKeyDialog({ onDone }: { onDone: () => Promise<void> }) {
  const trpc = useTRPC();
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<ApiScope[]>(["items:write"]);
  const create = useMutation(trpc.tenancy.createApiKey.mutationOptions({ onSuccess: () => onDone() }));
  const close = () => {
    setOpen(false);
    create.reset();
    setName("");
  };
  return (
    <>
      <Button variant="primary" icon={<KeyRound />} onClick={() => setOpen(true)}>
        New key
      </Button>
      {create.data ? (
        <Dialog open={isOpen} onOpenChange={(isNowOpen) => !isNowOpen && close()}>
          <DialogContent title="Copy the key now" description="It is not shown again." size="sm">
            <div className="flex items-center gap-2 rounded-md border border-border bg-sunken p-2">
              <code className="min-w-0 flex-1 font-mono text-meta break-all">{create.data.secret}</code>
              <CopyButton value={create.data.secret} label="Copy the key" />
            </div>
            <DialogFooter>
              <Button variant="primary" onClick={close}>
                I have copied it
              </Button>
            </DialogFooter>
          </DialogContent>
        </Dialog>
      ) : (
        <FormDialog
          isOpen={isOpen}
          onClose={close}
          title="New API key"
          description="For a machine that sends something to Steady."
          size="sm"
          submitLabel="Create the key"
          onSubmit={() => create.mutate({ name, scopes })}
          isBusy={create.isPending}
          isSubmitDisabled={scopes.length === 0}
          error={create.isError && messageOf(create.error)}
        >
          <Field label="Name" hint="Who uses it, such as “Checkout backend”." isRequired>
            <Input value={name} onChange={(e) => setName(e.target.value)} maxLength={120} required />
          </Field>
          <fieldset className="grid gap-2">
            <legend className="mb-1 text-body font-medium">Scopes</legend>
            {API_SCOPES.map((scope) => (
              <Checkbox
                key={scope}
                label={SCOPE_WORDS[scope].label}
                hint={SCOPE_WORDS[scope].hint}
                checked={scopes.includes(scope)}
                onCheckedChange={(on) =>
                  setScopes(on === true ? [...scopes, scope] : scopes.filter((s) => s !== scope))
                }
              />
            ))}
          </fieldset>
        </FormDialog>
      )}
    </>
  );
}
