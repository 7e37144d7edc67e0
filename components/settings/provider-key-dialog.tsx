"use client";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { messageOf, useTRPC } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { Input } from "@/components/ui/input";
import { toastDone } from "@/components/ui/toaster";
import { isolate } from "@/contracts/isolate";

/** A button, and the form behind it, that give a provider another key. */
export function ProviderKeyDialog({
  id,
  name,
  onDone,
}: {
  id: string;
  name: string;
  onDone: () => Promise<unknown>;
}) {
  const trpc = useTRPC();
  const [isOpen, setOpen] = useState(false);
  const [apiKey, setKey] = useState("");
  const close = () => {
    setOpen(false);
    setKey("");
  };
  const set = useMutation(
    trpc.ai.setProviderKey.mutationOptions({
      onSuccess: async () => {
        close();
        await onDone();
        toastDone(`${isolate(name)} uses its new key`);
      },
    }),
  );
  return (
    <>
      <Button size="sm" variant="ghost" onClick={() => setOpen(true)}>
        New key
      </Button>
      <FormDialog
        isOpen={isOpen}
        onClose={close}
        title={`New key for ${isolate(name)}`}
        description="It replaces the previous key at once."
        submitLabel="Use this key"
        onSubmit={() => set.mutate({ id, apiKey })}
        isBusy={set.isPending}
        error={set.isError && messageOf(set.error)}
      >
        <Field label="Key" hint="Stored encrypted and never shown again." isRequired>
          <Input
            type="password"
            autoComplete="off"
            isMono
            value={apiKey}
            onChange={(e) => setKey(e.target.value)}
            required
          />
        </Field>
      </FormDialog>
    </>
  );
}
