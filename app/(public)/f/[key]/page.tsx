import { cutText } from "@/contracts/cut-text";
import { formNonce } from "@/contracts/intake";
import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ReportForm, type PassedContext } from "@/components/intake/report-form";
import { PublicHeader, PublicPage } from "@/components/layout/public-page";
import { InlineAlert } from "@/components/ui/inline-alert";
import { caller } from "@/server/api/rsc";
import { isolate } from "@/contracts/isolate";

type Search = Record<string, string | string[] | undefined>;

const readForm = async (key: string) => (await caller()).intake.form({ key: key.slice(0, 64) });

export async function generateMetadata({ params }: { params: Promise<{ key: string }> }): Promise<Metadata> {
  const form = await readForm((await params).key);
  return {
    title: form ? `Report a problem · ${isolate(form.launch)}` : "No such form",
    robots: { index: false },
  };
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
  const form = await readForm(key);
  if (!form) notFound();
  const readers = form.readers || `the team that looks after ${form.launch} at ${form.organization}`;
  return (
    <PublicPage
      organization={form.organization}
      footer={<>Reports go to {form.organization}, and to nobody else.</>}
    >
      <PublicHeader title={`Report a problem with ${isolate(form.launch)}`}>
        {form.intro !== "" && <p className="reported">{form.intro}</p>}
        <p className={form.intro === "" ? undefined : "mt-2"}>
          Your report goes straight to {readers}. You need no account, and you get a reference to follow it
          by.
        </p>
      </PublicHeader>
      {form.isPaused ? (
        <InlineAlert tone="warning" title="This form takes no reports right now" className="text-public">
          {form.organization} has paused it. Please reach them another way, or come back later.
        </InlineAlert>
      ) : (
        <ReportForm formKey={key} nonce={newNonce()} passed={passedContext(await searchParams)} />
      )}
    </PublicPage>
  );
}

const LENGTHS: Readonly<Record<keyof PassedContext, number>> = {
  url: 2000,
  version: 100,
  account: 200,
  request_id: 200,
  name: 200,
};

function passedContext(search: Search): PassedContext {
  const passed: PassedContext = {};
  for (const [name, max] of Object.entries(LENGTHS) as [keyof PassedContext, number][]) {
    const value = search[name];
    const line = cutText(((Array.isArray(value) ? value[0] : value) ?? "").trim(), max);
    if (line) passed[name] = line;
  }
  return passed;
}
