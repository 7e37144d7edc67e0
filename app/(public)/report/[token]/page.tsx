import type { Metadata } from "next";
import { ReportStatus } from "@/components/intake/report-status";
import { PublicHeader, PublicPage } from "@/components/layout/public-page";
import { caller, orNotFound } from "@/server/api/rsc";

export const metadata: Metadata = { title: "Your report", robots: { index: false } };

/** One reporter's own report, opened by the link they were given. */
export default async function ReportPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const api = await caller();
  const report = await orNotFound(api.intake.report({ token: decodeURIComponent(token).slice(0, 200) }));
  return (
    <PublicPage organization={report.organization} footer={<>Only people with this link see this page.</>}>
      <PublicHeader title="Your report">
        <p>About {report.launch}. This page always shows how it stands now.</p>
      </PublicHeader>
      <ReportStatus {...report} />
    </PublicPage>
  );
}
