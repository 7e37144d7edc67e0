import type { Metadata } from "next";
import { MembersScreen } from "@/components/screens/settings-members";

export const metadata: Metadata = { title: "Members" };

export default function Page() {
  return <MembersScreen />;
}
