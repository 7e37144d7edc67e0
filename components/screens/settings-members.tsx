"use client";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { formatCount } from "@/components/format/numbers";
import { ROLE_WORDS } from "@/components/format/words";
import { Invitations } from "@/components/settings/invitations";
import { InviteDialog } from "@/components/tenancy/invite-dialog";
import { Listing } from "@/components/settings/listing";
import { MemberRow } from "@/components/settings/member-row";
import { useCan } from "@/components/tenancy/member-context";
import { useTRPC, useTRPCClient, type RouterOutputs } from "@/components/trpc/client";
import { ExportCsv, type CsvShape } from "@/components/trpc/export-csv";
import { Input } from "@/components/ui/input";
import { LoadMore } from "@/components/ui/load-more";
import { ACTIONS_COLUMN, Table, TableBody, TableColumns } from "@/components/ui/table";
import { membersInput } from "@/contracts/first-lists";

type Member = RouterOutputs["tenancy"]["members"]["members"][number];

const EXPORT_ROWS = 100;
const MEMBERS_CSV: CsvShape<Member> = {
  head: ["name", "address", "role", "since"],
  lineOf: (member) => [member.name, member.email, ROLE_WORDS[member.role], member.joinedAt],
};

/** Who belongs to the organization, in which role, and who was invited. */
export function MembersScreen() {
  const trpc = useTRPC();
  const api = useTRPCClient();
  const client = useQueryClient();
  const mayManage = useCan("member:manage");
  const [search, setSearch] = useState("");
  const members = useInfiniteQuery(
    trpc.tenancy.members.infiniteQueryOptions(membersInput(search), {
      getNextPageParam: (last) => last.nextCursor,
    }),
  );
  const rows = members.data?.pages.flatMap((p) => p.members) ?? [];
  const total = members.data?.pages[0]?.total ?? null;
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
            <ExportCsv
              name="members"
              shape={MEMBERS_CSV}
              readPage={async (cursor, signal) => {
                const page = await api.tenancy.members.query(
                  { limit: EXPORT_ROWS, search, ...(cursor ? { cursor } : {}) },
                  { signal },
                );
                return { rows: page.members, nextCursor: page.nextCursor };
              }}
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
          {...(total === null
            ? {}
            : {
                summary: `${formatCount(rows.length)} of ${formatCount(total.n, total.isCapped)}, by name`,
              })}
        />
      </Listing>
      {mayManage && <Invitations onDone={refresh} />}
    </div>
  );
}
