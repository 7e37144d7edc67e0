import type { Metadata } from "next";
import { NewLaunchScreen } from "@/components/screens/launches-new";

export const metadata: Metadata = { title: "New launch" };

export default function Page() {
  return <NewLaunchScreen />;
}
