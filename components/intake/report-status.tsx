import { getTranslations } from "next-intl/server";
import { Time } from "@/components/format/time";
import { cn } from "@/components/ui/cn";
import { InlineAlert } from "@/components/ui/inline-alert";
import { isolate } from "@/contracts/isolate";
import type { Language } from "@/contracts/languages";
import type { en } from "@/contracts/messages/en";
import { Reference } from "./reference";

/** The states that a reporter may know of, each with its words. */
type ReportStateName = keyof typeof en.report.states;

type Step = { at: Date; state: ReportStateName };

/** A reporter's own report: its state in one sentence, what has happened so far, and what they wrote; in the page's language. */
export async function ReportStatus({
  language,
  reference,
  state,
  timeline,
  text,
  reporters,
  workaround,
  fixedVersion,
}: {
  language: Language;
  reference: string;
  state: ReportStateName;
  timeline: Step[];
  text: string;
  reporters: number;
  workaround: string | null;
  fixedVersion: string | null;
}) {
  const words = await getTranslations("report");
  return (
    <div className="flex flex-col gap-9">
      <section aria-label={words("status")}>
        <InlineAlert
          tone={state === "confirmed" || state === "fixed" ? "positive" : "info"}
          title={words(`states.${state}.title`)}
          className="text-public"
        >
          <p>{words(`states.${state}.text`)}</p>
          {fixedVersion !== null && <p>{words("fixedIn", { version: isolate(fixedVersion) })}</p>}
        </InlineAlert>
        {reporters > 1 && (
          <p className="mt-3 text-muted-foreground">{words("others", { count: reporters })}</p>
        )}
      </section>
      {workaround !== null && workaround !== "" && (
        <section>
          <h2 className="mb-2 font-semibold">{words("workaround")}</h2>
          <p className="max-w-measure reported">{workaround}</p>
        </section>
      )}
      <section>
        <h2 className="mb-3 font-semibold">{words("history")}</h2>
        <ol className="relative ml-1.5 border-l border-border">
          {timeline.map((step, index) => (
            <li key={`${step.state} ${index}`} className="relative pb-4 pl-5 last:pb-0">
              <span
                aria-hidden
                className={cn(
                  "absolute top-2 -left-[5px] size-2.5 rounded-full border-2 border-background",
                  index === timeline.length - 1 ? "bg-accent" : "bg-border-strong",
                )}
              />
              <p>{words(`steps.${step.state}`)}</p>
              <p className="text-[0.9375rem] leading-6 text-muted-foreground">
                <Time value={step.at} style="datetime" language={language} />
              </p>
            </li>
          ))}
        </ol>
      </section>
      <section>
        <h2 className="mb-2 font-semibold">{words("reference")}</h2>
        <Reference value={reference} />
      </section>
      {text !== "" && (
        <section>
          <h2 className="mb-2 font-semibold">{words("text")}</h2>
          <blockquote className="rounded-md border border-border bg-surface px-4 py-3 reported">
            {text}
          </blockquote>
        </section>
      )}
    </div>
  );
}
