import type { Metadata } from "next";
import { RoutingScreen } from "@/components/screens/routing";

export const metadata: Metadata = { title: "Routing" };

export default function Page() {
  return <RoutingScreen />;
}
