import type { Metadata } from "next";
import { InboxScreen } from "@/components/screens/inbox";

export const metadata: Metadata = { title: "Inbox" };

export default function Page() {
  return <InboxScreen />;
}
