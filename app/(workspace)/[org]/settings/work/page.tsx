import type { Metadata } from "next";
import { WorkScreen } from "@/components/screens/settings-work";

export const metadata: Metadata = { title: "Background work" };

export default function Page() {
  return <WorkScreen />;
}
