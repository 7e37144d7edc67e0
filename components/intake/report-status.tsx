import { Time } from "@/components/format/time";
import { cn } from "@/components/ui/cn";
import { InlineAlert } from "@/components/ui/inline-alert";
import { Reference } from "./reference";
import { REPORT_STATES, REPORT_STEPS, type ReportStateName } from "./report-words";

type Step = { at: Date; state: ReportStateName };

/** A reporter's own report: where it stands in one sentence, what happened so far, and what they wrote. */
export function ReportStatus({
  reference,
  state,
  timeline,
  text,
  reporters,
  workaround,
  fixedVersion,
}: {
  reference: string;
  state: ReportStateName;
  timeline: Step[];
  text: string;
  reporters: number;
  workaround: string | null;
  fixedVersion: string | null;
}) {
  const words = REPORT_STATES[state];
  return (
    <div className="flex flex-col gap-9">
      <section aria-label="Where it stands">
        <InlineAlert
          tone={state === "confirmed" || state === "fixed" ? "positive" : "info"}
          title={words.title}
          className="text-public"
        >
          <p>{words.text}</p>
          {fixedVersion !== null && <p>Fixed in version {fixedVersion}.</p>}
        </InlineAlert>
        {reporters > 1 && (
          <p className="mt-3 text-muted-foreground">
            You are not alone: <span className="figures">{reporters.toLocaleString("en")}</span> people have
            reported this.
          </p>
        )}
      </section>
      {workaround !== null && workaround !== "" && (
        <section>
          <h2 className="mb-2 font-semibold">Until it is fixed</h2>
          <p className="max-w-measure reported">{workaround}</p>
        </section>
      )}
      <section>
        <h2 className="mb-3 font-semibold">What happened so far</h2>
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
              <p>{REPORT_STEPS[step.state]}</p>
              <p className="text-[0.9375rem] leading-6 text-muted-foreground">
                <Time value={step.at} style="datetime" />
              </p>
            </li>
          ))}
        </ol>
      </section>
      <section>
        <h2 className="mb-2 font-semibold">Your reference</h2>
        <Reference value={reference} />
      </section>
      {text !== "" && (
        <section>
          <h2 className="mb-2 font-semibold">What you wrote</h2>
          <blockquote className="rounded-md border border-border bg-surface px-4 py-3 reported">
            {text}
          </blockquote>
        </section>
      )}
    </div>
  );
}
