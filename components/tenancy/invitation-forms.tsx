"use client";
import { z } from "zod";
import { AcceptInvitationAsNew } from "@/contracts/account";
import { useTRPCClient } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { AuthForm, PasswordField, TextField } from "./form-parts";
import { requestSignIn, requestSignOut } from "./session-requests";
import { useForm } from "./use-form";

const Given = z.object({
  name: AcceptInvitationAsNew.shape.name,
  password: AcceptInvitationAsNew.shape.password,
});

/** Makes the account that the invitation is for, and signs it in. */
export function AcceptAsNewForm({ token, email }: { token: string; email: string }) {
  const client = useTRPCClient();
  const form = useForm(Given, async (given) => {
    const { slug } = await client.account.acceptInvitationAsNew.mutate({ token, ...given });
    await requestSignIn(email, given.password);
    window.location.assign(`/${slug}`);
  });
  return (
    <AuthForm form={form} action="Create account and join">
      <Field label="E-mail">
        <Input
          value={email}
          readOnly
          autoComplete="username"
          className="h-9 bg-sunken text-muted-foreground"
        />
      </Field>
      <TextField form={form} name="name" label="Your name" autoComplete="name" />
      <PasswordField form={form} isNew hint="At least 10 characters. A few words are easier than symbols." />
    </AuthForm>
  );
}

const Nothing = z.object({});

/** Joins as the person who is signed in. */
export function JoinForm({ token, organizationName }: { token: string; organizationName: string }) {
  const client = useTRPCClient();
  const form = useForm(Nothing, async () => {
    const { slug } = await client.account.acceptInvitation.mutate({ token });
    window.location.assign(`/${slug}`);
  });
  return <AuthForm form={form} action={`Join ${organizationName}`} />;
}

/** Signs out, and comes back here as somebody else. */
export function ChangePersonButton() {
  return (
    <Button className="h-9 w-full" onClick={() => void requestSignOut()}>
      Sign out
    </Button>
  );
}
