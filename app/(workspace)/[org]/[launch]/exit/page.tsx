import type { Metadata } from "next";
import { ExitScreen } from "@/components/screens/exit";

export const metadata: Metadata = { title: "Exit" };

export default function Page() {
  return <ExitScreen />;
}
