import { z } from "zod";
import type { SentReport } from "@/contracts/form-addresses";

/** So long an answer is waited for, ms; a report that arrived all the same is recognised when it is sent again. */
const PATIENCE_MS = 45_000;

/** What became of a report that was sent. Only `sent` has a reference, and only that is thanked for. */
export type Sent =
  | ({ is: "sent" } & SentReport)
  | { is: "refused"; message: string; fields: Readonly<Record<string, string>> }
  | { is: "unsent"; message: string };

const Accepted = z.object({
  reference: z.string(),
  reportUrl: z.string(),
  screenshot: z.string().optional(),
});
const Refused = z.object({
  error: z.object({
    message: z.string(),
    details: z.object({ fields: z.record(z.string(), z.string()).optional() }).optional(),
  }),
});

/** What is said where no answer came that says it, each a whole message. */
export type UnsentTexts = Readonly<Record<"offline" | "late" | "lost" | "busy", string>>;

/**
 * Sends a form. Nothing is thrown: whatever happens, whoever wrote it is told, and keeps what they wrote. What the server says is in the
 * form's language.
 */
export async function sendReport(action: string, form: FormData, texts: UnsentTexts): Promise<Sent> {
  const unsent = (why: keyof UnsentTexts): Sent => ({ is: "unsent", message: texts[why] });
  const deadline = AbortSignal.timeout(PATIENCE_MS);
  let answer: Response;
  let body: unknown;
  try {
    answer = await fetch(action, {
      method: "POST",
      body: form,
      headers: { accept: "application/json" },
      signal: deadline,
    });
    body = await answer.json().catch(() => null);
  } catch {
    if (!navigator.onLine) return unsent("offline");
    return unsent(deadline.aborted ? "late" : "lost");
  }
  const accepted = Accepted.safeParse(body);
  if (answer.ok && accepted.success)
    return {
      is: "sent",
      reference: accepted.data.reference,
      token: accepted.data.reportUrl.split("/report/")[1] ?? "",
      isPictureLeftOut: accepted.data.screenshot !== undefined,
    };
  const refused = Refused.safeParse(body);
  if (!refused.success) return unsent("busy");
  return {
    is: "refused",
    message: refused.data.error.message,
    fields: refused.data.error.details?.fields ?? {},
  };
}
