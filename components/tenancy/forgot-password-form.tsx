"use client";
import { useState } from "react";
import { RequestPasswordReset } from "@/contracts/account";
import { useTRPCClient } from "@/components/trpc/client";
import { InlineAlert } from "@/components/ui/inline-alert";
import { AuthForm, TextField } from "./form-parts";
import { useForm } from "./use-form";

/** Asks for a reset link; what is shown afterwards is the same whether there is such an account or not. */
export function ForgotPasswordForm() {
  const client = useTRPCClient();
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useForm(RequestPasswordReset, async (given) => {
    await client.account.requestPasswordReset.mutate(given);
    setSentTo(given.email);
  });
  if (sentTo !== null) {
    return (
      <InlineAlert tone="positive" title="Look at your e-mail">
        If <span className="font-medium wrap-anywhere text-foreground">{sentTo}</span> has an account, a link
        is on its way. It works once, within the hour. Nothing there? Look among unwanted mail, or ask an
        admin of your organization.
      </InlineAlert>
    );
  }
  return (
    <AuthForm form={form} action="Send reset link">
      <TextField
        form={form}
        name="email"
        label="E-mail"
        type="email"
        autoComplete="username"
        autoCapitalize="none"
      />
    </AuthForm>
  );
}
