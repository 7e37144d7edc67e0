"use client";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { messageOf, useTRPC } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { Input } from "@/components/ui/input";
import { toastDone } from "@/components/ui/toaster";
import { RotateSecret } from "@/contracts/intake";

/** Takes over the signing secret that the sender made, as Zendesk does; what is signed with it is accepted from then on. */
export function SenderSecretDialog({ sourceId, onDone }: { sourceId: string; onDone: () => Promise<void> }) {
  const trpc = useTRPC();
  const [isOpen, setOpen] = useState(false);
  const [secret, setSecret] = useState("");
  const [isTouched, setTouched] = useState(false);
  const rotate = useMutation(
    trpc.intake.rotateSecret.mutationOptions({
      onSuccess: async ({ previousUntil }) => {
        setOpen(false);
        setSecret("");
        toastDone(
          "The signing secret is saved",
          previousUntil ? "The previous one is accepted for another 24 hours." : undefined,
        );
        await onDone();
      },
    }),
  );
  const checked = RotateSecret.safeParse({ id: sourceId, secret });
  const problem = checked.success ? undefined : checked.error.issues[0]?.message;
  return (
    <>
      <Button onClick={() => setOpen(true)}>Enter signing secret</Button>
      <FormDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title="Signing secret of the sender"
        description="Zendesk shows it on the webhook's page, behind “Reveal secret”. It is stored encrypted and not shown again."
        size="sm"
        submitLabel="Save the secret"
        onSubmit={() => {
          setTouched(true);
          if (checked.success) rotate.mutate(checked.data);
        }}
        isBusy={rotate.isPending}
        error={rotate.isError && messageOf(rotate.error)}
      >
        <Field label="Signing secret" error={isTouched ? problem : undefined}>
          <Input
            value={secret}
            onChange={(event) => setSecret(event.target.value)}
            autoComplete="off"
            spellCheck={false}
            className="font-mono"
          />
        </Field>
      </FormDialog>
    </>
  );
}
