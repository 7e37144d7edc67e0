import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PublicHeader, PublicPage } from "@/components/layout/public-page";
import { ExitReport } from "@/components/screens/exit-report";
import { caller } from "@/server/api/rsc";

export const metadata: Metadata = {
  title: "Exit report",
  robots: { index: false, follow: false },
  // The address is all that opens the page: it is told to nobody whom the page leads to.
  referrer: "no-referrer",
};

/** A launch's exit as it was when somebody shared it, opened by the link they gave. */
export default async function ExitReportPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const opened = await (await caller()).exit.report({ token: token.slice(0, 200) });
  if (opened.state === "closed") notFound();
  if (opened.state === "busy")
    return (
      <PublicPage>
        <PublicHeader title="Too many requests">
          <p>This page is being asked for very often. Wait a few minutes, then load it again.</p>
        </PublicHeader>
      </PublicPage>
    );
  return <ExitReport report={opened.report} csvHref={`/api/v1/exit-reports/${token}/criteria.csv`} />;
}
