"use client";
import { ExternalLink } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState, type SubmitEvent } from "react";
import { useCan } from "@/components/tenancy/member-context";
import type { RouterOutputs } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { useHydrated } from "@/components/ui/use-hydrated";
import { hasOwnWords, type FormConfig, type FormWord } from "@/contracts/form-words";
import { LANGUAGE_NAMES, LANGUAGE_PARAM, LANGUAGES, type Language } from "@/contracts/languages";
import { FormPreview, type PreviewedPage } from "./form-preview";
import { FormWordField } from "./form-word-field";
import { useFormLanguage } from "./use-form-language";
import { useFormWords } from "./use-form-words";

type Source = RouterOutputs["intake"]["source"];

/** The words by the page that they are on, in the order in which they are read there. */
const WORDS_ON: Readonly<Record<PreviewedPage, readonly FormWord[]>> = {
  form: ["title", "intro", "introduction", "readers", "question", "hint"],
  sent: ["sentTitle", "sentText"],
};
const PAGES = ["form", "sent"] as const;

type Props = { source: Source; config: FormConfig };

/** The words of a form in each language, for whoever manages its source, beside what reporters will see. */
export function FormWordsCard(props: Props) {
  const isHydrated = useHydrated();
  // Begun anew in the browser, with what it kept of an earlier visit: the server knows nothing of that.
  return <WordsCard key={isHydrated ? "browser" : "server"} isInBrowser={isHydrated} {...props} />;
}

function WordsCard({ source, config, isInBrowser }: Props & { isInBrowser: boolean }) {
  const t = useTranslations("app.formWords");
  const mayManage = useCan("source:manage");
  const words = useFormWords(source, config, isInBrowser);
  const form = useRef<HTMLFormElement>(null);
  const [language, setLanguage] = useState<Language>(words.edited[0] ?? "en");
  const [page, setPage] = useState<PreviewedPage>("form");
  const standard = useFormLanguage(language).data?.standard;
  const typed = words.wordsIn(language);
  const withOwn = LANGUAGES.filter((known) => hasOwnWords(config, known));

  const save = (event: SubmitEvent) => {
    event.preventDefault();
    if (!words.save()) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  };
  const noteOf = (known: Language) =>
    words.edited.includes(known) ? t("unsaved") : withOwn.includes(known) ? t("ownWords") : undefined;
  return (
    <Card aria-label={t("title")}>
      <CardHeader title={t("title")} description={t("description")} />
      <div className="grid gap-6 lg:grid-cols-2">
        <form ref={form} noValidate onSubmit={save} className="flex min-w-0 flex-col gap-4">
          <Field
            label={t("language")}
            hint={
              withOwn.length === 0
                ? t("noOwnWords")
                : t("ownWordsIn", { languages: withOwn.map((known) => LANGUAGE_NAMES[known]).join(", ") })
            }
          >
            <Select
              value={language}
              onValueChange={setLanguage}
              options={LANGUAGES.map((known) => {
                const hint = noteOf(known);
                return { value: known, label: LANGUAGE_NAMES[known], ...(hint !== undefined && { hint }) };
              })}
              className="w-56 max-w-full"
            />
          </Field>
          <p className="max-w-measure text-meta text-muted-foreground">
            {mayManage ? t("placeholders", { launch: "{launch}", readers: "{readers}" }) : t("readOnly")}
          </p>
          {PAGES.map((known) => (
            <fieldset key={known} onFocus={() => setPage(known)} className="flex min-w-0 flex-col gap-4">
              <legend className="mb-2 font-semibold">{t(known)}</legend>
              {WORDS_ON[known].map((word) => (
                <FormWordField
                  key={word}
                  word={word}
                  language={language}
                  value={typed[word]}
                  standard={standard?.[word]}
                  isReadOnly={!mayManage}
                  onChange={(text) => words.change(language, word, text)}
                />
              ))}
            </fieldset>
          ))}
          {mayManage && (
            <div className="flex flex-wrap items-center gap-2">
              <Button
                type="submit"
                variant="primary"
                isBusy={words.isSaving}
                disabled={words.edited.length === 0}
              >
                {t("save")}
              </Button>
              {words.edited.length > 0 && (
                <>
                  <Button variant="ghost" onClick={words.discard}>
                    {t("discard")}
                  </Button>
                  <p role="status" className="text-meta text-muted-foreground">
                    {words.wasBegun
                      ? t("begun")
                      : t("unsavedIn", {
                          languages: words.edited.map((known) => LANGUAGE_NAMES[known]).join(", "),
                        })}
                  </p>
                </>
              )}
            </div>
          )}
        </form>
        <div className="flex min-w-0 flex-col gap-3">
          <FormPreview language={language} own={typed} page={page} onPageChange={setPage} />
          <a
            href={`/f/${source.key}?${LANGUAGE_PARAM}=${language}`}
            target="_blank"
            rel="noopener"
            className="inline-flex w-fit items-center gap-1.5 text-accent-text hover:underline"
          >
            {t("open")}
            <ExternalLink aria-hidden className="size-3.5" />
          </a>
        </div>
      </div>
    </Card>
  );
}
