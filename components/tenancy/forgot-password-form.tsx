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
  const [requested, setRequested] = useState<{ email: string; isMailSent: boolean } | null>(null);
  const form = useForm(RequestPasswordReset, async (given) => {
    const { isMailSent } = await client.account.requestPasswordReset.mutate(given);
    setRequested({ email: given.email, isMailSent });
  });
  if (requested !== null && !requested.isMailSent) {
    return (
      <InlineAlert tone="warning" title="This installation sends no mail">
        Ask whoever runs it for a link: on its machine,{" "}
        <code className="wrap-anywhere">npm run reset-link -- {requested.email}</code> prints one that works
        once, within the hour.
      </InlineAlert>
    );
  }
  if (requested !== null) {
    return (
      <InlineAlert tone="positive" title="Check your e-mail">
        If <span className="font-medium wrap-anywhere text-foreground">{requested.email}</span> has an
        account, a link is on its way. It works once, within the hour. Nothing there? Check your spam folder,
        or ask an admin of your organization.
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
