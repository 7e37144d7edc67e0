import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { SourceScreen } from "@/components/screens/source";
import { FirstData } from "@/components/trpc/first-data";
import { isolate } from "@/contracts/isolate";
import { app } from "@/contracts/messages/app";
import { readSourceOf } from "@/server/api/page-address";
import { readFirst } from "@/server/api/rsc";

type Props = { params: Promise<{ org: string; launch: string; source: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { org, launch, source } = await params;
  // That there is no such source is told by the page; until then it needs a title too.
  return readSourceOf(org, launch, source).then(
    ({ name }) => ({ title: isolate(name) }),
    () => ({ title: "Not found" }),
  );
}

/** One way in: its address, its secret, what arrived. */
export default async function SourcePage({ params }: Props) {
  const { org, launch, source } = await params;
  const { id } = await readSourceOf(org, launch, source);
  const state = await readFirst(org, ({ queryClient, trpc }) => [
    queryClient
      .query(trpc.intake.source.queryOptions({ id }))
      .then(({ kind }) =>
        kind === "gateway_logs"
          ? queryClient.query(trpc.monitoring.feed.queryOptions({ sourceId: id }))
          : undefined,
      ),
  ]);
  return (
    <NextIntlClientProvider messages={{ app }}>
      <FirstData state={state}>
        <SourceScreen id={id} />
      </FirstData>
    </NextIntlClientProvider>
  );
}
