import type { Metadata } from "next";
import { SourcesScreen } from "@/components/screens/sources";

export const metadata: Metadata = { title: "Sources" };

export default function Page() {
  return <SourcesScreen />;
}
