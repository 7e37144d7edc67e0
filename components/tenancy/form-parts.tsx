"use client";
import { Eye, EyeOff } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { InlineAlert } from "@/components/ui/inline-alert";
import { Input, type InputProps } from "@/components/ui/input";
import { useHydrated } from "@/components/ui/use-hydrated";
import type { FormState } from "./use-form";

/** A form of the sign-in pages: its fields, what is wrong with the whole, and one thing to do. */
export function AuthForm({
  form,
  action,
  children,
}: {
  form: FormState;
  /** The verb on the button. */
  action: string;
  children?: ReactNode;
}) {
  // Before the page is alive a press would send the fields as an address; the button waits for it.
  const isAlive = useHydrated();
  return (
    <form onSubmit={form.onSubmit} method="post" noValidate className="flex flex-col gap-4">
      {form.problem !== null && <InlineAlert tone="error">{form.problem}</InlineAlert>}
      {children}
      <Button
        type="submit"
        variant="primary"
        isBusy={form.isBusy}
        disabled={!isAlive}
        className="mt-1 h-9 w-full"
      >
        {action}
      </Button>
    </form>
  );
}

/** One labelled line of text of such a form. */
export function TextField({
  form,
  name,
  label,
  hint,
  ...input
}: Omit<InputProps, "form" | "name"> & { form: FormState; name: string; label: string; hint?: ReactNode }) {
  return (
    <Field label={label} error={form.errors[name]} hint={hint} isRequired>
      <Input name={name} className="h-9" {...input} />
    </Field>
  );
}

/** A password that can be looked at while it is typed. */
export function PasswordField({
  form,
  name = "password",
  label = "Password",
  hint,
  aside,
  isNew = false,
}: {
  form: FormState;
  name?: string;
  label?: string;
  hint?: ReactNode;
  aside?: ReactNode;
  /** A new password, which a password manager may make up. */
  isNew?: boolean;
}) {
  const [isShown, setIsShown] = useState(false);
  return (
    <Field label={label} error={form.errors[name]} hint={hint} aside={aside} isRequired>
      <div className="relative">
        <Input
          name={name}
          type={isShown ? "text" : "password"}
          autoComplete={isNew ? "new-password" : "current-password"}
          autoCapitalize="none"
          spellCheck={false}
          className="h-9 pr-10"
        />
        <button
          type="button"
          aria-label={isShown ? `Hide ${label.toLowerCase()}` : `Show ${label.toLowerCase()}`}
          onClick={() => setIsShown(!isShown)}
          className="absolute inset-y-0 right-0 grid w-9 place-items-center rounded-md text-muted-foreground hover:text-foreground"
        >
          {isShown ? <EyeOff aria-hidden className="size-4" /> : <Eye aria-hidden className="size-4" />}
        </button>
      </div>
    </Field>
  );
}
