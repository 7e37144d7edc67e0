"use client";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc/client";
import { InlineAlert } from "@/components/ui/inline-alert";

/** Says that requests do not arrive as TRUSTED_PROXIES says they do; nothing while they do. */
export function ProxyNotice() {
  const trpc = useTRPC();
  const { data: found } = useQuery(trpc.tenancy.proxyFault.queryOptions());
  if (!found) return null;
  return (
    <InlineAlert tone="warning" title="The proxy in front is not set up as Steady expects it">
      {found.message}
    </InlineAlert>
  );
}
