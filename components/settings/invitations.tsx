"use client";
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { ZonedTime } from "@/components/format/zoned-time";
import { ROLE_WORDS } from "@/components/format/words";
import { InvitationLinkDialog, type InvitationLink } from "@/components/tenancy/invitation-link-dialog";
import { useTRPC } from "@/components/trpc/client";
import { toastFailed } from "@/components/trpc/toast-failed";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { LoadMore } from "@/components/ui/load-more";
import { ACTIONS_COLUMN, Table, TableBody, TableCell, TableColumns, TableRow } from "@/components/ui/table";
import { toastDone } from "@/components/ui/toaster";
import { INVITATIONS_INPUT } from "@/contracts/first-lists";
import { Listing } from "./listing";

/** Who was invited and has not joined yet. */
export function Invitations({ onDone }: { onDone: () => Promise<void> }) {
  const trpc = useTRPC();
  const invitations = useInfiniteQuery(
    trpc.tenancy.invitations.infiniteQueryOptions(INVITATIONS_INPUT, {
      getNextPageParam: (last) => last.nextCursor,
    }),
  );
  const rows = invitations.data?.pages.flatMap((p) => p.invitations) ?? [];
  const isMailSent = invitations.data?.pages[0]?.isMailSent ?? true;
  const [link, setLink] = useState<InvitationLink | null>(null);
  const showLink = useMutation(
    trpc.tenancy.invitationLink.mutationOptions({
      onError: (error) => toastFailed("The link could not be shown", error),
      onSuccess: setLink,
    }),
  );
  const revoke = useMutation(
    trpc.tenancy.revokeInvitation.mutationOptions({
      onError: (error) => toastFailed("It was not revoked", error),
      onSuccess: async () => {
        await onDone();
        toastDone("The invitation was revoked");
      },
    }),
  );
  return (
    <Listing
      title="Invitations"
      what="The invitations"
      query={invitations}
      isEmpty={rows.length === 0}
      empty={{
        title: "No invitation is open",
        description: "People you invite are listed here until they join.",
      }}
    >
      <Table label="Open invitations">
        <TableColumns columns={["Address", "Role", "Invited by", "Until", ACTIONS_COLUMN]} />
        <TableBody>
          {rows.map((row) => (
            <TableRow key={row.id}>
              <TableCell className="max-w-64 truncate">{row.email}</TableCell>
              <TableCell>{ROLE_WORDS[row.role]}</TableCell>
              <TableCell className="max-w-48 truncate reported">{row.invitedBy}</TableCell>
              <TableCell>
                {row.isExpired ? <Badge>Expired</Badge> : <ZonedTime value={row.expiresAt} />}
              </TableCell>
              <TableCell className="text-right whitespace-nowrap">
                {!isMailSent && !row.isExpired && (
                  <Button
                    size="sm"
                    variant="ghost"
                    isBusy={showLink.isPending && showLink.variables.invitationId === row.id}
                    onClick={() => showLink.mutate({ invitationId: row.id })}
                  >
                    Copy link
                  </Button>
                )}
                <Button
                  size="sm"
                  variant="ghost"
                  isBusy={revoke.isPending && revoke.variables.invitationId === row.id}
                  onClick={() => revoke.mutate({ invitationId: row.id })}
                >
                  Revoke
                </Button>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <LoadMore
        hasMore={invitations.hasNextPage}
        onLoadMore={() => void invitations.fetchNextPage()}
        isLoading={invitations.isFetchingNextPage}
      />
      <InvitationLinkDialog invitation={link} onClose={() => setLink(null)} />
    </Listing>
  );
}
