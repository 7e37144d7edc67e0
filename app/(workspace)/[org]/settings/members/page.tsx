import type { Metadata } from "next";
import { MembersScreen } from "@/components/screens/settings-members";
import { FirstData } from "@/components/trpc/first-data";
import { INVITATIONS_INPUT, membersInput } from "@/contracts/first-lists";
import { readFirst } from "@/server/api/rsc";

export const metadata: Metadata = { title: "Members" };

/** Who belongs to the organization, and who is invited. */
export default async function Page({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params;
  const state = await readFirst(org, ({ queryClient, trpc, may }) => [
    ...(may("member:read")
      ? [
          queryClient.infiniteQuery(
            trpc.tenancy.members.infiniteQueryOptions(membersInput(), {
              getNextPageParam: (last) => last.nextCursor,
            }),
          ),
        ]
      : []),
    ...(may("member:manage")
      ? [
          queryClient.infiniteQuery(
            trpc.tenancy.invitations.infiniteQueryOptions(INVITATIONS_INPUT, {
              getNextPageParam: (last) => last.nextCursor,
            }),
          ),
        ]
      : []),
  ]);
  return (
    <FirstData state={state}>
      <MembersScreen />
    </FirstData>
  );
}
