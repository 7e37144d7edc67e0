"use client";
import { z } from "zod";
import { ResetPassword } from "@/contracts/account";
import { useTRPCClient } from "@/components/trpc/client";
import { AuthForm, PasswordField } from "./form-parts";
import { requestSignIn } from "./session-requests";
import { useForm } from "./use-form";

const Given = z.object({ password: ResetPassword.shape.password });

/** A new password for whoever holds the link; then they are signed in with it. */
export function ResetPasswordForm({ token }: { token: string }) {
  const client = useTRPCClient();
  const form = useForm(Given, async ({ password }) => {
    const { email } = await client.account.resetPassword.mutate({ token, password });
    await requestSignIn(email, password);
    window.location.assign("/organizations");
  });
  return (
    <AuthForm form={form} action="Set new password">
      <PasswordField
        form={form}
        label="New password"
        isNew
        hint="At least 10 characters. Every device that is signed in now will be signed out."
      />
    </AuthForm>
  );
}
