"use client";
import { createContext, useContext, type ReactNode } from "react";
import type { Permission, Role } from "@/contracts/tenancy";

/** Who is looking at this screen, in which organization, and what they may do there. */
export type MemberValue = {
  organization: { slug: string; name: string };
  membership: { id: string; name: string; email: string; role: Role };
  permissions: readonly Permission[];
};

const MemberContext = createContext<MemberValue | null>(null);

/** Makes the member known to everything below. */
export function MemberProvider({ value, children }: { value: MemberValue; children: ReactNode }) {
  return <MemberContext value={value}>{children}</MemberContext>;
}

/** The member whose screen this is. @throws Error outside of the workspace */
export function useMember(): MemberValue {
  const member = useContext(MemberContext);
  if (!member) throw new Error("useMember needs the workspace around it");
  return member;
}

/** Whether the member may do something; the server decides again whenever they try. */
export function useCan(permission: Permission): boolean {
  return useMember().permissions.includes(permission);
}
