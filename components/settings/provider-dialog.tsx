"use client";
import { useMutation } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { messageOf, useTRPC } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toastDone } from "@/components/ui/toaster";
import { FormDialog } from "@/components/ui/form-dialog";

/** A button, and the form behind it, that add a model to those that are asked. */
export function ProviderDialog({ onDone }: { onDone: () => Promise<void> }) {
  const trpc = useTRPC();
  const [isOpen, setOpen] = useState(false);
  const [draft, setDraft] = useState({ name: "", baseUrl: "", model: "", apiKey: "" });
  const add = useMutation(
    trpc.ai.addProvider.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        setDraft({ name: "", baseUrl: "", model: "", apiKey: "" });
        await onDone();
        toastDone("The provider is used from now on");
      },
    }),
  );
  const submit = () => {
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
      <FormDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title="Add a provider"
        description="Any service that speaks the OpenAI chat protocol."
        submitLabel="Add the provider"
        onSubmit={submit}
        isBusy={add.isPending}
        error={add.isError && messageOf(add.error)}
      >
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
      </FormDialog>
    </>
  );
}
