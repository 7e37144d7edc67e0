import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { SentReport } from "@/components/intake/sent-report";
import { LanguageChooser } from "@/components/layout/language-chooser";
import { PublicPage } from "@/components/layout/public-page";
import { readSent } from "@/contracts/form-addresses";
import { isolate } from "@/contracts/isolate";
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
  const page = await getTranslations("page");
  const footer = (await getTranslations("form"))("footer", { organization: isolate(form.organization) });
  return (
    <PublicPage
      organization={form.organization}
      languages={<LanguageChooser language={language} label={page("language")} address={address} />}
      skipLabel={page("skip")}
      footer={footer}
    >
      <SentReport formKey={key} sent={sent} carried={carried} texts={form.texts} />
    </PublicPage>
  );
}
