import type { Metadata } from "next";
import { SourceScreen } from "@/components/screens/source";
import { readSourceOf } from "@/server/api/page-address";
import { isolate } from "@/contracts/isolate";

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
  return <SourceScreen id={id} />;
}
