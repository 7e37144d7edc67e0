import type { Metadata } from "next";
import { ModelsScreen } from "@/components/screens/settings-models";

export const metadata: Metadata = { title: "Models" };

export default function Page() {
  return <ModelsScreen />;
}
