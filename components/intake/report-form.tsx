"use client";
import { useEffect, useRef, useState, type SubmitEvent } from "react";
import { z } from "zod";
import { dropDraft, keepDraft, readDraft } from "@/components/drafts/kept-draft";
import { cn } from "@/components/ui/cn";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { InlineAlert } from "@/components/ui/inline-alert";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { sentAddress } from "@/contracts/form-addresses";
import { PICTURE_TYPES, TEXT_MAX, TRAP_ATTRIBUTES, TRAP_FIELD, type PassedField } from "@/contracts/intake";
import { inLanguage, LANGUAGE_PARAM, type Language } from "@/contracts/languages";
import type { ReportFormTexts } from "./report-form-texts";
import { sendReport, type Sent } from "./send-report";
import { preparePicture, type Prepared } from "./smaller-picture";

/** What came along in the form's address: shown to the person, and sent with the report. */
export type PassedContext = Partial<Record<PassedField, string>>;

const Draft = z.object({ text: z.string(), email: z.string(), nonce: z.string() });

/**
 * The hosted form itself: a plain form post, so that it works before and without JavaScript. With it, pictures are made smaller before they
 * are sent, what was typed outlives a failure and a closed tab, and a report sent again is one report.
 */
export function ReportForm({
  formKey,
  nonce,
  passed,
  language,
  carried,
  question,
  hint,
  texts,
}: {
  formKey: string;
  /** Makes pressing the button twice one report. */
  nonce: string;
  passed: PassedContext;
  /** The language that this page is drawn in, and what of that addresses have to carry along. */
  language: Language;
  carried: Language | null;
  question: string;
  hint: string;
  texts: ReportFormTexts;
}) {
  const context = Object.entries(passed) as [PassedField, string][];
  const form = useRef<HTMLFormElement>(null);
  const draftName = `form.${formKey}`;
  const [wasBegun, setWasBegun] = useState(false);
  const [picture, setPicture] = useState<Promise<Prepared> | null>(null);
  const [pictureProblem, setPictureProblem] = useState<keyof ReportFormTexts["pictureProblems"] | null>(null);
  const [isSending, setIsSending] = useState(false);
  const [outcome, setOutcome] = useState<Exclude<Sent, { is: "sent" }> | null>(null);
  const wrong = outcome?.is === "refused" ? outcome.fields : {};

  useEffect(() => {
    const begun = readDraft(draftName, Draft, Date.now());
    const fields = form.current && fieldsOf(form.current);
    // Words typed before this page was ready are newer than any draft.
    if (fields && fields.text.value !== "") keepFields(draftName, fields);
    if (!begun || !fields || fields.text.value !== "") return;
    fields.text.value = begun.text;
    fields.email.value = begun.email;
    fields.nonce.value = begun.nonce;
    // The server cannot know of it.
    setWasBegun(true);
  }, [draftName]);

  const keep = () => keepFields(draftName, fieldsOf(form.current!));
  const choosePicture = (file: File | undefined) => {
    setPictureProblem(null);
    const preparing = file ? preparePicture(file) : null;
    setPicture(preparing);
    void preparing?.then((prepared) => {
      if (!prepared.ok) setPictureProblem(prepared.problem);
    });
  };
  const submit = async (target: HTMLFormElement) => {
    setIsSending(true);
    setOutcome(null);
    keep();
    const prepared = await picture;
    if (prepared?.ok === false) {
      setIsSending(false);
      return target.querySelector<HTMLInputElement>("input[name=screenshot]")?.focus();
    }
    const sending = new FormData(target);
    // Behind all other fields, so that what was typed arrives first.
    sending.delete("screenshot");
    if (prepared) sending.append("screenshot", prepared.file, prepared.name);
    const sent = await sendReport(target.action, sending, texts.unsent);
    if (sent.is !== "sent") {
      setOutcome(sent);
      setIsSending(false);
      return;
    }
    dropDraft(draftName);
    window.location.assign(sentAddress(formKey, sent, carried));
  };

  return (
    <form
      ref={form}
      onInput={keep}
      onSubmit={(event: SubmitEvent<HTMLFormElement>) => {
        event.preventDefault();
        if (!isSending) void submit(event.currentTarget);
      }}
      method="post"
      action={inLanguage(`/api/v1/forms/${formKey}`, carried)}
      encType="multipart/form-data"
      className="flex flex-col gap-7"
    >
      {/* The picture stands last, so that everything else arrives before it. */}
      <input type="hidden" name={LANGUAGE_PARAM} value={language} />
      <input type="hidden" name="nonce" defaultValue={nonce} />
      {context.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {/* For machines that fill in everything: people neither see it nor reach it. */}
      <div className="absolute -left-[9999px] size-px overflow-hidden" aria-hidden="true">
        <label htmlFor={TRAP_FIELD}>{texts.trap}</label>
        <input id={TRAP_FIELD} name={TRAP_FIELD} type="text" {...TRAP_ATTRIBUTES} />
      </div>
      <Field
        id="text"
        size="lg"
        label={<span className="reported">{question}</span>}
        hint={wasBegun ? texts.draft : <span className="reported">{hint}</span>}
        error={wrong["text"]}
        isRequired
      >
        <Textarea name="text" size="lg" dir="auto" rows={6} maxLength={TEXT_MAX} className="text-public" />
      </Field>
      <Field
        id="email"
        size="lg"
        label={texts.email}
        hint={texts.emailHint}
        isOptional
        optionalLabel={texts.optional}
      >
        <Input name="email" size="lg" inputMode="email" autoComplete="email" maxLength={500} />
      </Field>
      <Field
        id="screenshot"
        size="lg"
        label={texts.screenshot}
        hint={texts.screenshotHint}
        error={pictureProblem ? texts.pictureProblems[pictureProblem] : wrong["screenshot"]}
        isOptional
        optionalLabel={texts.optional}
      >
        <Input
          name="screenshot"
          size="lg"
          type="file"
          accept={PICTURE_TYPES}
          onChange={(event) => choosePicture(event.target.files?.[0])}
          className={cn(
            "h-auto cursor-pointer py-2 text-body file:mr-3 file:cursor-pointer file:rounded-md",
            "file:border-0 file:bg-sunken file:px-3 file:py-1.5 file:text-body file:font-medium",
            "file:text-foreground",
          )}
        />
      </Field>
      {context.length > 0 && (
        <div className="rounded-md border border-border bg-surface px-4 py-3">
          <p className="text-[0.9375rem] leading-6 font-medium">{texts.passedTitle}</p>
          <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 text-[0.9375rem] leading-6">
            {context.map(([name, value]) => (
              <div key={name} className="contents">
                <dt className="text-muted-foreground">{texts.passed[name]}</dt>
                <dd className="truncate font-mono text-body leading-6" title={value}>
                  {value}
                </dd>
              </div>
            ))}
          </dl>
        </div>
      )}
      {outcome && (
        <InlineAlert tone="error" title={texts.notSent} className="text-public">
          {outcome.message}
        </InlineAlert>
      )}
      <div>
        <Button type="submit" variant="primary" size="lg" className="w-full sm:w-auto" isBusy={isSending}>
          {outcome ? texts.sendAgain : texts.send}
        </Button>
      </div>
    </form>
  );
}

/** Keeps what is in a form as its draft; an empty one needs none. */
function keepFields(draftName: string, { text, email, nonce }: ReturnType<typeof fieldsOf>): void {
  if (text.value.trim() === "" && email.value.trim() === "") dropDraft(draftName);
  else keepDraft(draftName, { text: text.value, email: email.value, nonce: nonce.value }, Date.now());
}

/** The fields that a draft keeps. */
function fieldsOf(form: HTMLFormElement) {
  const named = (name: string) => form.elements.namedItem(name) as HTMLInputElement | HTMLTextAreaElement;
  return { text: named("text"), email: named("email"), nonce: named("nonce") };
}
