import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { FormHeader } from "@/components/intake/form-header";
import { ReportForm, type PassedContext } from "@/components/intake/report-form";
import { reportFormTexts } from "@/components/intake/report-form-texts";
import { LanguageChooser } from "@/components/layout/language-chooser";
import { PublicPage } from "@/components/layout/public-page";
import { InlineAlert } from "@/components/ui/inline-alert";
import { cutText } from "@/contracts/cut-text";
import { formNonce, PASSED_FIELDS, PASSED_LENGTHS } from "@/contracts/intake";
import { isolate } from "@/contracts/isolate";
import type { Language } from "@/contracts/languages";
import { pageLanguage } from "@/server/api/page-language";
import { caller } from "@/server/api/rsc";

type Search = Record<string, string | string[] | undefined>;

const readForm = async (key: string, language: Language) =>
  (await caller()).intake.form({ key: key.slice(0, 64), language });

export async function generateMetadata({ params }: { params: Promise<{ key: string }> }): Promise<Metadata> {
  const { language } = await pageLanguage();
  const form = await readForm((await params).key, language);
  const missing = await getTranslations("missing");
  return { title: form ? isolate(form.texts.title) : missing("title"), robots: { index: false } };
}

/** Of a page that is made now. */
const newNonce = () => formNonce(randomUUID(), Date.now());

/** The hosted form of one launch. */
export default async function FormPage({
  params,
  searchParams,
}: {
  params: Promise<{ key: string }>;
  searchParams: Promise<Search>;
}) {
  const { key } = await params;
  const { language, carried, address } = await pageLanguage();
  const form = await readForm(key, language);
  if (!form) notFound();
  const words = await getTranslations("form");
  const page = await getTranslations("page");
  const organization = isolate(form.organization);
  return (
    <PublicPage
      organization={form.organization}
      languages={<LanguageChooser language={language} label={page("language")} address={address} />}
      skipLabel={page("skip")}
      footer={words("footer", { organization })}
    >
      <FormHeader texts={form.texts} />
      {form.isPaused ? (
        <InlineAlert tone="warning" title={words("paused")} className="text-public">
          {words("pausedText", { organization })}
        </InlineAlert>
      ) : (
        <ReportForm
          formKey={key}
          nonce={newNonce()}
          passed={passedContext(await searchParams)}
          language={language}
          carried={carried}
          question={form.texts.question}
          hint={form.texts.hint}
          texts={reportFormTexts(words, await getTranslations("refusals"))}
        />
      )}
    </PublicPage>
  );
}

function passedContext(search: Search): PassedContext {
  const passed: PassedContext = {};
  for (const name of PASSED_FIELDS) {
    const value = search[name];
    const line = cutText(((Array.isArray(value) ? value[0] : value) ?? "").trim(), PASSED_LENGTHS[name]);
    if (line) passed[name] = line;
  }
  return passed;
}
