"use client";
import { SignUp } from "@/contracts/account";
import { useTRPCClient } from "@/components/trpc/client";
import { AuthForm, PasswordField, TextField } from "./form-parts";
import { requestSignIn } from "./session-requests";
import { useForm } from "./use-form";

/** A new account with an organization of its own, signed in at once. */
export function SignUpForm() {
  const client = useTRPCClient();
  const form = useForm(SignUp, async (given) => {
    const { slug } = await client.account.signUp.mutate(given);
    // The account is there; should signing in fail, its own page says why.
    await requestSignIn(given.email, given.password);
    window.location.assign(`/${slug}`);
  });
  return (
    <AuthForm form={form} action="Create account">
      <TextField form={form} name="name" label="Your name" autoComplete="name" />
      <TextField
        form={form}
        name="organizationName"
        label="Organization"
        autoComplete="organization"
        hint="The company or team that launches something."
      />
      <TextField
        form={form}
        name="email"
        label="Work e-mail"
        type="email"
        autoComplete="username"
        autoCapitalize="none"
      />
      <PasswordField form={form} isNew hint="At least 10 characters. A few words are easier than symbols." />
    </AuthForm>
  );
}
