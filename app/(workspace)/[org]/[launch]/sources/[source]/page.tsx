import type { Metadata } from "next";
import { SourceScreen } from "@/components/screens/source";

export const metadata: Metadata = { title: "Source" };

export default async function Page({ params }: { params: Promise<{ source: string }> }) {
  return <SourceScreen id={(await params).source} />;
}
