import type { Metadata } from "next";
import { OrganizationScreen } from "@/components/screens/settings-organization";

export const metadata: Metadata = { title: "Organization" };

export default function Page() {
  return <OrganizationScreen />;
}
