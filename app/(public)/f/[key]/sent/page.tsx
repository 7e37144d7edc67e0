import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Reference } from "@/components/intake/reference";
import { PublicHeader, PublicPage } from "@/components/layout/public-page";
import { Button } from "@/components/ui/button";
import { InlineAlert } from "@/components/ui/inline-alert";
import { caller } from "@/server/api/rsc";

export const metadata: Metadata = { title: "Report sent", robots: { index: false } };

type Search = Record<string, string | string[] | undefined>;

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value) ?? "";

/** Where a sent form ends: the reference, and the way to follow the report. */
export default async function SentPage({
  params,
  searchParams,
}: {
  params: Promise<{ key: string }>;
  searchParams: Promise<Search>;
}) {
  const { key } = await params;
  const form = await (await caller()).intake.form({ key: key.slice(0, 64) });
  const { ref, t, picture } = await searchParams;
  const reference = /^R-[0-9A-Z]{4}-[0-9A-Z]{4}$/.exec(one(ref))?.[0];
  if (!form || !reference) notFound();
  const token = /^[a-z]{3}_[0-9a-z]{26}\.[\w-]{24}$/.exec(one(t))?.[0];
  return (
    <PublicPage
      organization={form.organization}
      footer={<>Reports go to {form.organization}, and to nobody else.</>}
    >
      <PublicHeader title="Thank you. Your report has arrived.">
        <p>It is stored. Keep this reference; it is all anybody needs to find your report again.</p>
      </PublicHeader>
      <Reference value={reference} />
      {one(picture) === "left-out" && (
        <InlineAlert tone="warning" title="Your picture was left out" className="mt-6 text-public">
          It could not be read. Your words have arrived, and are what counts.
        </InlineAlert>
      )}
      <div className="mt-8 flex flex-col gap-3 sm:flex-row">
        {token !== undefined && (
          <Button asChild variant="primary" size="lg">
            <Link href={`/report/${token}`}>Follow your report</Link>
          </Button>
        )}
        <Button asChild size="lg">
          <Link href={`/f/${key}`}>Report something else</Link>
        </Button>
      </div>
      <p className="mt-8 max-w-measure text-muted-foreground">
        The page behind “Follow your report” shows where it stands: when somebody has decided, when work
        begins, and when it is fixed.
      </p>
    </PublicPage>
  );
}
