"use client";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import type { Permission } from "@/contracts/tenancy";
import { Page } from "@/components/layout/page";
import { ProxyNotice } from "@/components/settings/proxy-notice";
import { useMember } from "@/components/tenancy/member-context";
import { PageHeader } from "@/components/ui/page-header";
import { LinkTabs } from "@/components/ui/tabs";

const ROOMS: readonly { path: string; label: string; needs: Permission | null }[] = [
  { path: "organization", label: "Organization", needs: null },
  { path: "members", label: "Members", needs: "member:read" },
  { path: "keys", label: "API keys", needs: "key:manage" },
  { path: "mail", label: "Outgoing mail", needs: "message:read" },
  { path: "ai", label: "Models", needs: "ai:read" },
  { path: "work", label: "Background work", needs: "queue:read" },
  { path: "audit", label: "Audit", needs: "audit:read" },
  { path: "privacy", label: "Privacy", needs: "organization:read" },
  { path: "account", label: "Your account", needs: null },
];

/** Settings of the organization, and of one's own account; only the rooms that the member may enter. */
export function SettingsFrame({ children }: { children: ReactNode }) {
  const { organization, permissions } = useMember();
  const here = usePathname();
  const base = `/${organization.slug}/settings`;
  const tabs = ROOMS.filter((room) => room.needs === null || permissions.includes(room.needs)).map(
    ({ path, label }) => ({ href: `${base}/${path}`, label, isActive: here.startsWith(`${base}/${path}`) }),
  );
  return (
    <Page width="wide">
      <PageHeader title="Settings" description={organization.name} />
      <LinkTabs label="Settings" tabs={tabs} />
      <div className="grid grid-cols-1 gap-4 pt-4">
        {permissions.includes("organization:manage") && <ProxyNotice />}
        {children}
      </div>
    </Page>
  );
}
