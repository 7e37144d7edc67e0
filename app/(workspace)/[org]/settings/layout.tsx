import type { ReactNode } from "react";
import { SettingsFrame } from "@/components/screens/settings-frame";
import { FirstData } from "@/components/trpc/first-data";
import { readFirst } from "@/server/api/rsc";

type Props = { params: Promise<{ org: string }>; children: ReactNode };

/** The frame of the settings, with what its notice says. */
export default async function SettingsLayout({ params, children }: Props) {
  const { org } = await params;
  const state = await readFirst(org, ({ queryClient, trpc, may }) =>
    may("organization:manage") ? [queryClient.query(trpc.tenancy.proxyFault.queryOptions())] : [],
  );
  return (
    <FirstData state={state}>
      <SettingsFrame>{children}</SettingsFrame>
    </FirstData>
  );
}
