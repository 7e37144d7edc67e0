import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";

/** What came along in the form's address: shown to the person, and sent with the report. */
export type PassedContext = Partial<Record<"url" | "version" | "account" | "request_id" | "name", string>>;

const CONTEXT_LABELS: Readonly<Record<keyof PassedContext, string>> = {
  url: "Page",
  version: "Version",
  account: "Account",
  request_id: "Request",
  name: "Name",
};

/** The hosted form itself: a plain form post, so that it works before, without and after JavaScript. */
export function ReportForm({
  formKey,
  nonce,
  passed,
}: {
  formKey: string;
  /** Makes pressing the button twice one report. */
  nonce: string;
  passed: PassedContext;
}) {
  const context = Object.entries(passed) as [keyof PassedContext, string][];
  return (
    <form
      method="post"
      action={`/api/v1/forms/${formKey}`}
      encType="multipart/form-data"
      className="flex flex-col gap-7"
    >
      <Field
        id="text"
        size="lg"
        label="What happened?"
        hint="What you did, what you expected, what you saw instead."
        isRequired
      >
        <Textarea name="text" size="lg" rows={6} maxLength={20_000} className="text-public" />
      </Field>
      <Field
        id="email"
        size="lg"
        label="Your e-mail"
        hint="To send you the reference, and word when it is fixed."
        isOptional
      >
        <Input name="email" size="lg" inputMode="email" autoComplete="email" maxLength={500} />
      </Field>
      <Field id="screenshot" size="lg" label="Screenshot" hint="PNG, JPEG or WebP, at most 5 MB." isOptional>
        <Input
          name="screenshot"
          size="lg"
          type="file"
          accept="image/png,image/jpeg,image/webp"
          className="h-auto cursor-pointer py-2 text-body file:mr-3 file:cursor-pointer file:rounded-md file:border-0 file:bg-sunken file:px-3 file:py-1.5 file:text-body file:font-medium file:text-foreground"
        />
      </Field>
      {/* For machines that fill in everything: people neither see it nor reach it. */}
      <div className="absolute -left-[9999px] size-px overflow-hidden" aria-hidden="true">
        <label htmlFor="website">Leave this empty</label>
        <input id="website" name="website" type="text" tabIndex={-1} autoComplete="off" />
      </div>
      {context.length > 0 && (
        <div className="rounded-md border border-border bg-surface px-4 py-3">
          <p className="text-[0.9375rem] leading-6 font-medium">Sent along with your report</p>
          <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 text-[0.9375rem] leading-6">
            {context.map(([name, value]) => (
              <div key={name} className="contents">
                <dt className="text-muted-foreground">{CONTEXT_LABELS[name]}</dt>
                <dd className="truncate font-mono text-body leading-6" title={value}>
                  {value}
                </dd>
              </div>
            ))}
          </dl>
          {context.map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
        </div>
      )}
      <input type="hidden" name="nonce" value={nonce} />
      <div>
        <Button type="submit" variant="primary" size="lg" className="w-full sm:w-auto">
          Send report
        </Button>
      </div>
    </form>
  );
}
