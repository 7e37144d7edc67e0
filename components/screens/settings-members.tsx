"use client";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Invitations } from "@/components/settings/invitations";
import { InviteDialog } from "@/components/tenancy/invite-dialog";
import { Listing } from "@/components/settings/listing";
import { MemberRow } from "@/components/settings/member-row";
import { useCan } from "@/components/tenancy/member-context";
import { useTRPC } from "@/components/trpc/client";
import { Input } from "@/components/ui/input";
import { LoadMore } from "@/components/ui/load-more";
import { ACTIONS_COLUMN, Table, TableBody, TableColumns } from "@/components/ui/table";

/** Who belongs to the organization, in which role, and who was invited. */
export function MembersScreen() {
  const trpc = useTRPC();
  const client = useQueryClient();
  const mayManage = useCan("member:manage");
  const [search, setSearch] = useState("");
  const members = useInfiniteQuery(
    trpc.tenancy.members.infiniteQueryOptions(
      { limit: 50, search },
      { getNextPageParam: (last) => last.nextCursor },
    ),
  );
  const rows = members.data?.pages.flatMap((p) => p.members) ?? [];
  const refresh = () => client.invalidateQueries({ queryKey: trpc.tenancy.pathKey() });
  return (
    <div className="grid gap-4">
      <Listing
        title="Members"
        what="The members"
        query={members}
        isEmpty={rows.length === 0}
        empty={{ title: search ? "No members match" : "Nobody is here yet" }}
        actions={
          <>
            <Input
              aria-label="Find a member"
              placeholder="Find by name or address"
              value={search}
              onChange={(e) => setSearch(e.target.value)}
              className="w-56 max-sm:w-36"
            />
            {mayManage && <InviteDialog onDone={refresh} />}
          </>
        }
      >
        <Table label="Members">
          <TableColumns columns={["Name", "Role", "Since", ACTIONS_COLUMN]} />
          <TableBody>
            {rows.map((member) => (
              <MemberRow key={member.id} member={member} mayManage={mayManage} onDone={refresh} />
            ))}
          </TableBody>
        </Table>
        <LoadMore
          hasMore={members.hasNextPage}
          onLoadMore={() => void members.fetchNextPage()}
          isLoading={members.isFetchingNextPage}
        />
      </Listing>
      {mayManage && <Invitations onDone={refresh} />}
    </div>
  );
}
