"use client";
import { NextIntlClientProvider, useTranslations } from "next-intl";
import { useLaunch } from "@/components/launches/launch-context";
import { useMember } from "@/components/tenancy/member-context";
import { messageOf } from "@/components/trpc/client";
import { ErrorState } from "@/components/ui/error-state";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { SkeletonRows } from "@/components/ui/skeleton";
import { shownWords, type FormWords } from "@/contracts/form-words";
import { LANGUAGE_NAMES, type Language } from "@/contracts/languages";
import { FormHeader } from "./form-header";
import { ReportForm } from "./report-form";
import { reportFormTexts } from "./report-form-texts";
import { SentReport } from "./sent-report";
import { useFormLanguage } from "./use-form-language";

/** The pages of a form that have words of their own. */
export type PreviewedPage = "form" | "sent";

/** The key of no form: what was typed into a real one is not to appear here. */
const NO_FORM = "preview";
/** A report as reporters are thanked for it, that does not exist. */
const SENT = { reference: "R-0000-0000", token: "preview", isPictureLeftOut: false };

/** What reporters will see: the form, or the page after sending, drawn as it is for them. Nothing in it can be used. */
export function FormPreview({
  language,
  own,
  page,
  onPageChange,
}: {
  language: Language;
  own: FormWords;
  page: PreviewedPage;
  onPageChange: (page: PreviewedPage) => void;
}) {
  const t = useTranslations("app.formWords");
  const { name: launch } = useLaunch();
  const { organization } = useMember();
  const shown = useFormLanguage(language);
  return (
    <figure
      aria-label={t("previewOf", { language: LANGUAGE_NAMES[language] })}
      className="flex min-w-0 flex-col gap-3"
    >
      <figcaption className="flex flex-wrap items-center justify-between gap-2">
        <span className="font-semibold">{t("preview")}</span>
        <SegmentedControl
          label={t("page")}
          value={page}
          onValueChange={onPageChange}
          segments={[
            { value: "form", label: t("form") },
            { value: "sent", label: t("sent") },
          ]}
          size="sm"
        />
      </figcaption>
      {shown.data ? (
        <div
          inert
          lang={language}
          className="overflow-hidden rounded-md border border-border bg-background p-5 text-public"
        >
          <NextIntlClientProvider locale={language} messages={shown.data.messages} timeZone="UTC">
            <PageOfForm
              page={page}
              language={language}
              words={shownWords(own, shown.data.standard, { launch, organization: organization.name })}
            />
          </NextIntlClientProvider>
        </div>
      ) : shown.error ? (
        <ErrorState title={t("failed")} kept={messageOf(shown.error)} onRetry={() => void shown.refetch()} />
      ) : (
        <SkeletonRows count={6} label={t("loading")} />
      )}
    </figure>
  );
}

function PageOfForm({
  page,
  language,
  words,
}: {
  page: PreviewedPage;
  language: Language;
  words: FormWords;
}) {
  const form = useTranslations("form");
  const refusals = useTranslations("refusals");
  return page === "form" ? (
    <>
      <FormHeader texts={words} />
      <ReportForm
        formKey={NO_FORM}
        nonce=""
        passed={{}}
        language={language}
        carried={null}
        question={words.question}
        hint={words.hint}
        texts={reportFormTexts(form, refusals)}
      />
    </>
  ) : (
    <SentReport formKey={NO_FORM} sent={SENT} carried={null} texts={words} />
  );
}
