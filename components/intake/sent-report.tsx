import { useTranslations } from "next-intl";
import Link from "next/link";
import { PublicHeader } from "@/components/layout/public-page";
import { Button } from "@/components/ui/button";
import { InlineAlert } from "@/components/ui/inline-alert";
import type { readSent } from "@/contracts/form-addresses";
import type { FormWords } from "@/contracts/form-words";
import { inLanguage, type Language } from "@/contracts/languages";
import { Reference } from "./reference";

/** What a sent form ends with, in the words that its reader is shown: the reference, and the way to follow the report. */
export function SentReport({
  formKey,
  sent,
  carried,
  texts,
}: {
  formKey: string;
  sent: NonNullable<ReturnType<typeof readSent>>;
  /** The language that addresses have to carry along. */
  carried: Language | null;
  texts: FormWords;
}) {
  const t = useTranslations("sent");
  return (
    <>
      <PublicHeader title={<span className="reported">{texts.sentTitle}</span>}>
        <p className="reported">{texts.sentText}</p>
      </PublicHeader>
      <Reference value={sent.reference} />
      {sent.isPictureLeftOut && (
        <InlineAlert tone="warning" title={t("pictureLeftOut")} className="mt-6 text-public">
          {t("pictureLeftOutText")}
        </InlineAlert>
      )}
      <div className="mt-8 flex flex-col gap-3 sm:flex-row sm:flex-wrap">
        {sent.token !== null && (
          <Button asChild variant="primary" size="lg">
            <Link href={inLanguage(`/report/${sent.token}`, carried)} prefetch={false}>
              {t("follow")}
            </Link>
          </Button>
        )}
        <Button asChild size="lg">
          <Link href={inLanguage(`/f/${formKey}`, carried)} prefetch={false}>
            {t("another")}
          </Link>
        </Button>
      </div>
      <p className="mt-8 max-w-measure text-muted-foreground">{t("followText")}</p>
    </>
  );
}
