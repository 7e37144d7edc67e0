import type { Metadata } from "next";
import { WaitingScreen } from "@/components/screens/waiting";

export const metadata: Metadata = { title: "Waiting for an answer" };

export default function Page() {
  return <WaitingScreen />;
}
