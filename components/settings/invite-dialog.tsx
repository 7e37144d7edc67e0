"use client";
import { useMutation } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import type { Role } from "@/contracts/tenancy";
import { useMember } from "@/components/tenancy/member-context";
import { messageOf, useTRPC } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { toastDone } from "@/components/ui/toaster";
import { roleOptions } from "./role-options";

/** A button, and the form behind it, that bring somebody in by mail. */
export function InviteDialog({ onDone }: { onDone: () => Promise<void> }) {
  const trpc = useTRPC();
  const { membership } = useMember();
  const [isOpen, setOpen] = useState(false);
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("support");
  const invite = useMutation(
    trpc.tenancy.invite.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        setEmail("");
        await onDone();
        toastDone("The invitation is on its way", "Its link works once, for seven days.");
      },
    }),
  );
  return (
    <>
      <Button variant="primary" icon={<UserPlus />} onClick={() => setOpen(true)}>
        Invite
      </Button>
      <FormDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title="Invite somebody"
        description="They get a mail with a link to join."
        size="sm"
        submitLabel="Send the invitation"
        onSubmit={() => invite.mutate({ email, role })}
        isBusy={invite.isPending}
        error={invite.isError && messageOf(invite.error)}
      >
        <Field label="E-mail address" isRequired>
          <Input
            type="email"
            autoComplete="off"
            value={email}
            onChange={(e) => setEmail(e.target.value)}
            required
          />
        </Field>
        <Field label="Role">
          <Select value={role} onValueChange={setRole} options={roleOptions(membership.role)} />
        </Field>
      </FormDialog>
    </>
  );
}
