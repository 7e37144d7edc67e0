"use client";
import Link from "next/link";
import { SignIn } from "@/contracts/account";
import { AuthForm, PasswordField, TextField } from "./form-parts";
import { requestSignIn } from "./session-requests";
import { FormProblem, useForm } from "./use-form";

/** E-mail and password, and then on to where the person wanted to go. */
export function SignInForm({ next, email }: { next: string; email?: string | undefined }) {
  const form = useForm(SignIn, async (given) => {
    const problem = await requestSignIn(given.email, given.password);
    if (problem) throw new FormProblem(problem.message);
    window.location.assign(next);
  });
  return (
    <AuthForm form={form} action="Sign in">
      <TextField
        form={form}
        name="email"
        label="E-mail"
        type="email"
        autoComplete="username"
        autoCapitalize="none"
        defaultValue={email}
      />
      <PasswordField
        form={form}
        aside={
          <Link href="/forgot-password" className="text-accent-text underline-offset-2 hover:underline">
            Forgot password?
          </Link>
        }
      />
    </AuthForm>
  );
}
