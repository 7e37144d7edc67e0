"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useState, type SubmitEvent } from "react";
import { API_SCOPES, type ApiScope } from "@/contracts/tenancy";
import { Time } from "@/components/format/time";
import { Listing } from "@/components/settings/listing";
import { messageOf, useTRPC } from "@/components/trpc/client";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { InlineAlert } from "@/components/ui/inline-alert";
import { Input } from "@/components/ui/input";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
import { toastDone, toastError } from "@/components/ui/toaster";

const SCOPE_WORDS: Readonly<Record<ApiScope, { label: string; hint: string }>> = {
  "items:write": { label: "Send reports", hint: "POST /api/v1/items" },
  "logs:write": { label: "Send logs", hint: "POST /api/v1/logs" },
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
      description="A key is shown once, when it is made. Only its hash is kept."
      what="The keys"
      query={keys}
      isEmpty={keys.data?.length === 0}
      empty={{
        title: "No key has been made",
        description:
          "Make one for a backend that reports problems or a build server that announces releases.",
      }}
      actions={<NewKeyDialog onDone={refresh} />}
    >
      <Table label="API keys">
        <TableHead>
          <TableRow>
            <TableHeaderCell>Name</TableHeaderCell>
            <TableHeaderCell>Begins with</TableHeaderCell>
            <TableHeaderCell>May</TableHeaderCell>
            <TableHeaderCell>Last used</TableHeaderCell>
            <TableHeaderCell>Made</TableHeaderCell>
            <TableHeaderCell>
              <span className="sr-only">Actions</span>
            </TableHeaderCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {keys.data?.map((key) => (
            <TableRow key={key.id}>
              <TableCell className="min-w-36 font-medium reported">
                {key.name} {key.isExpired && <Badge>Expired</Badge>}
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
              <TableCell>
                <Time value={key.createdAt} style="date" />{" "}
                <span className="text-muted-foreground">by {key.createdBy}</span>
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
  const [isAsking, setAsking] = useState(false);
  const revoke = useMutation(
    trpc.tenancy.revokeApiKey.mutationOptions({
      onError: (error) => toastError("The key was not revoked", messageOf(error)),
      onSuccess: async () => {
        setAsking(false);
        await onDone();
        toastDone(`${name} was revoked`);
      },
    }),
  );
  return (
    <AlertDialog
      open={isAsking}
      onOpenChange={setAsking}
      title={`Revoke ${name}?`}
      description="Whatever uses it is refused within five seconds. This cannot be undone; make a new key instead."
      confirmLabel="Revoke the key"
      isDanger
      isBusy={revoke.isPending}
      onConfirm={() => revoke.mutate({ keyId: id })}
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
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    create.mutate({ name, scopes });
  };
  const close = (open: boolean) => {
    setOpen(open);
    if (open) return;
    create.reset();
    setName("");
  };
  return (
    <>
      <Button variant="primary" icon={<KeyRound />} onClick={() => setOpen(true)}>
        New key
      </Button>
      <Dialog open={isOpen} onOpenChange={close}>
        <DialogContent
          title={create.data ? "Copy the key now" : "New API key"}
          description={
            create.data ? "It is not shown again." : "For a machine that sends something to Steady."
          }
          size="sm"
        >
          {create.data ? (
            <div className="grid gap-4">
              <div className="flex items-center gap-2 rounded-md border border-border bg-sunken p-2">
                <code className="min-w-0 flex-1 font-mono text-meta break-all">{create.data.secret}</code>
                <CopyButton value={create.data.secret} label="Copy the key" />
              </div>
              <DialogFooter>
                <Button variant="primary" onClick={() => close(false)}>
                  I have copied it
                </Button>
              </DialogFooter>
            </div>
          ) : (
            <form onSubmit={submit} className="grid gap-4">
              {create.isError && <InlineAlert tone="error">{messageOf(create.error)}</InlineAlert>}
              <Field label="Name" hint="Who uses it, such as “Checkout backend”." isRequired>
                <Input value={name} onChange={(e) => setName(e.target.value)} maxLength={120} required />
              </Field>
              <fieldset className="grid gap-2">
                <legend className="mb-1 text-body font-medium">It may</legend>
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
              <DialogFooter>
                <Button variant="ghost" onClick={() => close(false)}>
                  Cancel
                </Button>
                <Button
                  type="submit"
                  variant="primary"
                  isBusy={create.isPending}
                  disabled={scopes.length === 0}
                >
                  Make the key
                </Button>
              </DialogFooter>
            </form>
          )}
        </DialogContent>
      </Dialog>
    </>
  );
}
