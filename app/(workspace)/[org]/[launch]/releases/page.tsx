import type { Metadata } from "next";
import { ReleasesScreen } from "@/components/screens/releases";

export const metadata: Metadata = { title: "Releases" };

export default function Page() {
  return <ReleasesScreen />;
}
