import type { Metadata } from "next";
import { LaunchSettingsScreen } from "@/components/screens/launch-settings";

export const metadata: Metadata = { title: "Launch settings" };

export default function Page() {
  return <LaunchSettingsScreen />;
}
