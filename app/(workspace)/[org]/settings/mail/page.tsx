import type { Metadata } from "next";
import { MailScreen } from "@/components/screens/settings-mail";

export const metadata: Metadata = { title: "Outgoing mail" };

export default function Page() {
  return <MailScreen />;
}
