"use client";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { lengthOf, WORD_LIMITS, type FormWord } from "@/contracts/form-words";
import type { Language } from "@/contracts/languages";

/**
 * One word or text of a form in one language: what the organization wrote, or, greyed, what is shown instead.
 * @param standard what is shown when it is empty; undefined until that is known
 */
export function FormWordField({
  word,
  language,
  value,
  standard,
  isReadOnly,
  onChange,
}: {
  word: FormWord;
  language: Language;
  value: string;
  standard: string | undefined;
  isReadOnly: boolean;
  onChange: (text: string) => void;
}) {
  const t = useTranslations("app.formWords");
  const isNote = word === "intro";
  const label = t(`words.${word}`);
  const { max, isOneLine } = WORD_LIMITS[word];
  const length = lengthOf(word, value);
  const control = {
    lang: language,
    dir: "auto",
    value,
    placeholder: standard,
    readOnly: isReadOnly,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  } as const;
  const button = t(isNote ? "removeNote" : "useStandard");
  return (
    <Field
      label={label}
      hint={isNote && t("noteHint")}
      error={length > max && t("tooLong", { excess: length - max })}
    >
      {isOneLine ? <Input {...control} /> : <Textarea {...control} rows={2} className="min-h-16" />}
      <div className="flex min-h-7 items-center justify-between gap-3 text-meta text-muted-foreground">
        <span className="figures">
          {value === "" ? t(isNote ? "noNote" : "standard") : t("count", { length, max })}
        </span>
        {value !== "" && !isReadOnly && (
          <Button
            variant="ghost"
            size="sm"
            aria-label={t("buttonFor", { button, field: label })}
            onClick={() => onChange("")}
          >
            {button}
          </Button>
        )}
      </div>
    </Field>
  );
}
