import type { Metadata } from "next";
import { AuditScreen } from "@/components/screens/settings-audit";
import { FirstData } from "@/components/trpc/first-data";
import { AUDIT_INPUT } from "@/contracts/first-lists";
import { readFirst } from "@/server/api/rsc";

export const metadata: Metadata = { title: "Audit" };

/** Who did what, newest first. */
export default async function Page({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params;
  const state = await readFirst(org, ({ queryClient, trpc, may }) => [
    ...(may("audit:read")
      ? [
          queryClient.infiniteQuery(
            trpc.audit.list.infiniteQueryOptions(AUDIT_INPUT, {
              getNextPageParam: (last) => last.nextCursor,
            }),
          ),
        ]
      : []),
  ]);
  return (
    <FirstData state={state}>
      <AuditScreen />
    </FirstData>
  );
}
