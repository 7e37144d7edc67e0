import type { Metadata } from "next";
import { PrivacyScreen } from "@/components/screens/settings-privacy";

export const metadata: Metadata = { title: "Privacy" };

export default function Page() {
  return <PrivacyScreen />;
}
