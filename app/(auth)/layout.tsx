import type { ReactNode } from "react";
import { TrpcProvider } from "@/components/trpc/client";

/** Pages of people who are not in any organization yet. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return <TrpcProvider organization={null}>{children}</TrpcProvider>;
}
