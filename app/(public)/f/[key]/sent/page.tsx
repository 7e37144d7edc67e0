import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Reference } from "@/components/intake/reference";
import { LanguageChooser } from "@/components/layout/language-chooser";
import { PublicHeader, PublicPage } from "@/components/layout/public-page";
import { Button } from "@/components/ui/button";
import { InlineAlert } from "@/components/ui/inline-alert";
import { readSent } from "@/contracts/form-addresses";
import { isolate } from "@/contracts/isolate";
import { inLanguage } from "@/contracts/languages";
import { pageLanguage } from "@/server/api/page-language";
import { caller } from "@/server/api/rsc";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("sent");
  return { title: words("pageTitle"), robots: { index: false } };
}

/** Where a sent form ends: the reference, and the way to follow the report. */
export default async function SentPage({
  params,
  searchParams,
}: {
  params: Promise<{ key: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { key } = await params;
  const { language, carried, address } = await pageLanguage();
  const form = await (await caller()).intake.form({ key: key.slice(0, 64), language });
  const sent = readSent(await searchParams);
  if (!form || !sent) notFound();
  const words = await getTranslations("sent");
  const page = await getTranslations("page");
  const footer = (await getTranslations("form"))("footer", { organization: isolate(form.organization) });
  return (
    <PublicPage
      organization={form.organization}
      languages={<LanguageChooser language={language} label={page("language")} address={address} />}
      skipLabel={page("skip")}
      footer={footer}
    >
      <PublicHeader title={form.texts.sentTitle}>
        <p>{form.texts.sentText}</p>
      </PublicHeader>
      <Reference value={sent.reference} />
      {sent.isPictureLeftOut && (
        <InlineAlert tone="warning" title={words("pictureLeftOut")} className="mt-6 text-public">
          {words("pictureLeftOutText")}
        </InlineAlert>
      )}
      <div className="mt-8 flex flex-col gap-3 sm:flex-row">
        {sent.token !== null && (
          <Button asChild variant="primary" size="lg">
            <Link href={inLanguage(`/report/${sent.token}`, carried)}>{words("follow")}</Link>
          </Button>
        )}
        <Button asChild size="lg">
          <Link href={inLanguage(`/f/${key}`, carried)}>{words("another")}</Link>
        </Button>
      </div>
      <p className="mt-8 max-w-measure text-muted-foreground">{words("followText")}</p>
    </PublicPage>
  );
}
