import type { Metadata } from "next";
import { WarRoomScreen } from "@/components/screens/war-room";

export const metadata: Metadata = { title: "War room" };

export default function Page() {
  return <WarRoomScreen />;
}
