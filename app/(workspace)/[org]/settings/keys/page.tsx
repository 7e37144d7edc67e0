import type { Metadata } from "next";
import { KeysScreen } from "@/components/screens/settings-keys";

export const metadata: Metadata = { title: "API keys" };

export default function Page() {
  return <KeysScreen />;
}
