import type { Metadata } from "next";
import { AuditScreen } from "@/components/screens/settings-audit";

export const metadata: Metadata = { title: "Audit" };

export default function Page() {
  return <AuditScreen />;
}
