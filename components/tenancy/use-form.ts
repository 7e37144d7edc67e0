"use client";
import { useState, type SubmitEvent } from "react";
import type { z } from "zod";
import { messageOf, refusalOf } from "@/components/trpc/client";

export type FormState = {
  onSubmit: (event: SubmitEvent<HTMLFormElement>) => void;
  /** What is wrong with each field. */
  errors: Readonly<Record<string, string>>;
  /** What is wrong with the whole. */
  problem: string | null;
  /** Sent, and staying so until the page is left. */
  isBusy: boolean;
};

/** Thrown by a submission whose refusal is not the typed client's. */
export class FormProblem extends Error {}

/**
 * A form of plain fields: read when it is sent, checked with the server's own schema, refusals shown at the field they name.
 * @param submit leaves the page, or shows something else, when it is done; throws what the server refused
 */
export function useForm<S extends z.ZodType>(
  schema: S,
  submit: (given: z.infer<S>) => Promise<void>,
): FormState {
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  const show = (form: HTMLFormElement, found: Record<string, string>) => {
    setErrors(found);
    const [first] = Object.keys(found);
    const control = first === undefined ? null : form.elements.namedItem(first);
    if (control instanceof HTMLElement) control.focus();
  };

  const send = async (form: HTMLFormElement) => {
    const checked = schema.safeParse(Object.fromEntries(new FormData(form)));
    setProblem(null);
    if (!checked.success) {
      const found: Record<string, string> = {};
      for (const issue of checked.error.issues) found[String(issue.path[0])] ??= issue.message;
      return show(form, found);
    }
    show(form, {});
    setIsBusy(true);
    try {
      await submit(checked.data);
    } catch (error) {
      setIsBusy(false);
      const fields = refusalOf(error)?.details["fields"];
      const named = typeof fields === "object" && fields !== null ? (fields as Record<string, string>) : {};
      const known = Object.fromEntries(
        Object.entries(named).filter(([name]) => form.elements.namedItem(name)),
      );
      if (Object.keys(known).length > 0) show(form, known);
      else setProblem(error instanceof FormProblem ? error.message : messageOf(error));
    }
  };

  return {
    errors,
    problem,
    isBusy,
    onSubmit: (event) => {
      event.preventDefault();
      if (!isBusy) void send(event.currentTarget);
    },
  };
}
