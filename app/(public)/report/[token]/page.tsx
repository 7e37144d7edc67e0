import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ReportStatus } from "@/components/intake/report-status";
import { LanguageChooser } from "@/components/layout/language-chooser";
import { PublicHeader, PublicPage } from "@/components/layout/public-page";
import { isolate } from "@/contracts/isolate";
import { pageLanguage } from "@/server/api/page-language";
import { caller, orNotFound } from "@/server/api/rsc";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("report");
  return { title: words("title"), robots: { index: false } };
}

/** One reporter's own report, opened by the link they were given. */
export default async function ReportPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const api = await caller();
  const report = await orNotFound(api.intake.report({ token: decodeURIComponent(token).slice(0, 200) }));
  const { language, address } = await pageLanguage();
  const words = await getTranslations("report");
  const page = await getTranslations("page");
  return (
    <PublicPage
      organization={report.organization}
      languages={<LanguageChooser language={language} label={page("language")} address={address} />}
      skipLabel={page("skip")}
      footer={words("footer")}
    >
      <PublicHeader title={words("title")}>
        <p>{words("about", { launch: isolate(report.launch) })}</p>
      </PublicHeader>
      <ReportStatus language={language} {...report} />
    </PublicPage>
  );
}
