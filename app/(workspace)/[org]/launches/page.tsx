import type { Metadata } from "next";
import { LaunchesScreen } from "@/components/screens/launches";

export const metadata: Metadata = { title: "Launches" };

export default function Page() {
  return <LaunchesScreen />;
}
