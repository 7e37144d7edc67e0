import { refusalOf } from "@/components/trpc/client";

/** What the server says is wrong with each field, by the field's path; empty for any other failure. */
export function fieldErrorsOf(error: unknown): Record<string, string> {
  const refusal = refusalOf(error);
  const fields = refusal?.details["fields"];
  const named = refusal?.details["field"];
  if (typeof fields === "object" && fields !== null)
    return Object.fromEntries(
      Object.entries(fields).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
    );
  return typeof named === "string" ? { [named]: refusal?.message ?? "" } : {};
}
