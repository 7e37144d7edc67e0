"use client";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Trash2, UserPlus } from "lucide-react";
import { useState, type SubmitEvent } from "react";
import { ROLES, type Role } from "@/contracts/tenancy";
import { Time } from "@/components/format/time";
import { ROLE_WORDS } from "@/components/format/words";
import { Listing } from "@/components/settings/listing";
import { useCan, useMember } from "@/components/tenancy/member-context";
import { messageOf, useTRPC, type RouterOutputs } from "@/components/trpc/client";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { InlineAlert } from "@/components/ui/inline-alert";
import { Input } from "@/components/ui/input";
import { LoadMore } from "@/components/ui/load-more";
import { Select } from "@/components/ui/select";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
import { toastDone, toastError } from "@/components/ui/toaster";

type Member = RouterOutputs["tenancy"]["members"]["members"][number];

const ROLE_OPTIONS = ROLES.map((role) => ({ value: role, label: ROLE_WORDS[role] }));

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
        empty={{ title: search ? "Nobody here is called that" : "Nobody is here yet" }}
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
          <TableHead>
            <TableRow>
              <TableHeaderCell>Name</TableHeaderCell>
              <TableHeaderCell>Role</TableHeaderCell>
              <TableHeaderCell>Since</TableHeaderCell>
              <TableHeaderCell>
                <span className="sr-only">Actions</span>
              </TableHeaderCell>
            </TableRow>
          </TableHead>
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

function MemberRow({
  member,
  mayManage,
  onDone,
}: {
  member: Member;
  mayManage: boolean;
  onDone: () => Promise<void>;
}) {
  const trpc = useTRPC();
  const { membership } = useMember();
  const isSelf = member.id === membership.id;
  const onError = (error: unknown) => toastError("Nothing was changed", messageOf(error));
  const change = useMutation(
    trpc.tenancy.changeRole.mutationOptions({
      onError,
      onSuccess: async () => {
        await onDone();
        toastDone(`${member.name} has a new role`);
      },
    }),
  );
  const [isAsking, setAsking] = useState(false);
  const remove = useMutation(
    trpc.tenancy.removeMember.mutationOptions({
      onError,
      onSuccess: async () => {
        setAsking(false);
        await onDone();
        toastDone(`${member.name} was removed`);
      },
    }),
  );
  return (
    <TableRow>
      <TableCell>
        <span className="flex items-center gap-2">
          <Avatar name={member.name} isDecorative />
          <span className="min-w-0">
            <span className="block truncate font-medium reported">
              {member.name} {isSelf && <Badge className="ml-1">You</Badge>}
            </span>
            <span className="block truncate text-meta text-muted-foreground">{member.email}</span>
          </span>
        </span>
      </TableCell>
      <TableCell>
        {mayManage && !isSelf ? (
          <Select
            aria-label={`Role of ${member.name}`}
            size="sm"
            value={change.isPending ? change.variables.role : member.role}
            onValueChange={(role) => change.mutate({ membershipId: member.id, role: role })}
            options={ROLE_OPTIONS}
          />
        ) : (
          ROLE_WORDS[member.role]
        )}
      </TableCell>
      <TableCell className="text-muted-foreground">
        <Time value={member.joinedAt} style="date" />
      </TableCell>
      <TableCell className="text-right">
        {mayManage && !isSelf && (
          <AlertDialog
            open={isAsking}
            onOpenChange={setAsking}
            title={`Remove ${member.name}?`}
            description="They lose access within seconds, on every device. What they did stays in the trail."
            confirmLabel={`Remove ${member.name}`}
            isDanger
            isBusy={remove.isPending}
            onConfirm={() => remove.mutate({ membershipId: member.id })}
            trigger={
              <IconButton label={`Remove ${member.name}`} variant="ghost" size="sm">
                <Trash2 />
              </IconButton>
            }
          />
        )}
      </TableCell>
    </TableRow>
  );
}

function InviteDialog({ onDone }: { onDone: () => Promise<void> }) {
  const trpc = useTRPC();
  const [isOpen, setOpen] = useState(false);
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("support");
  const invite = useMutation(
    trpc.tenancy.invite.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        setEmail("");
        await onDone();
        toastDone("The invitation is on its way", "Its link works once, for seven days.");
      },
    }),
  );
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    invite.mutate({ email, role });
  };
  return (
    <>
      <Button variant="primary" icon={<UserPlus />} onClick={() => setOpen(true)}>
        Invite
      </Button>
      <Dialog open={isOpen} onOpenChange={setOpen}>
        <DialogContent title="Invite somebody" description="They get a mail with a link to join." size="sm">
          <form onSubmit={submit} className="grid gap-4">
            {invite.isError && <InlineAlert tone="error">{messageOf(invite.error)}</InlineAlert>}
            <Field label="E-mail address" isRequired>
              <Input
                type="email"
                autoComplete="off"
                value={email}
                onChange={(e) => setEmail(e.target.value)}
                required
              />
            </Field>
            <Field label="Role">
              <Select value={role} onValueChange={(v) => setRole(v)} options={ROLE_OPTIONS} />
            </Field>
            <DialogFooter>
              <Button variant="ghost" onClick={() => setOpen(false)}>
                Cancel
              </Button>
              <Button type="submit" variant="primary" isBusy={invite.isPending}>
                Send the invitation
              </Button>
            </DialogFooter>
          </form>
        </DialogContent>
      </Dialog>
    </>
  );
}

function Invitations({ onDone }: { onDone: () => Promise<void> }) {
  const trpc = useTRPC();
  const invitations = useInfiniteQuery(
    trpc.tenancy.invitations.infiniteQueryOptions(
      { limit: 20 },
      { getNextPageParam: (last) => last.nextCursor },
    ),
  );
  const rows = invitations.data?.pages.flatMap((p) => p.invitations) ?? [];
  const revoke = useMutation(
    trpc.tenancy.revokeInvitation.mutationOptions({
      onError: (error) => toastError("It was not revoked", messageOf(error)),
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
        description: "Whom you invite stands here until they have joined.",
      }}
    >
      <Table label="Open invitations">
        <TableHead>
          <TableRow>
            <TableHeaderCell>Address</TableHeaderCell>
            <TableHeaderCell>Role</TableHeaderCell>
            <TableHeaderCell>Invited by</TableHeaderCell>
            <TableHeaderCell>Until</TableHeaderCell>
            <TableHeaderCell>
              <span className="sr-only">Actions</span>
            </TableHeaderCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((one) => (
            <TableRow key={one.id}>
              <TableCell className="max-w-64 truncate">{one.email}</TableCell>
              <TableCell>{ROLE_WORDS[one.role]}</TableCell>
              <TableCell className="max-w-48 truncate reported">{one.invitedBy}</TableCell>
              <TableCell>
                {one.isExpired ? <Badge>Expired</Badge> : <Time value={one.expiresAt} style="date" />}
              </TableCell>
              <TableCell className="text-right">
                <Button
                  size="sm"
                  variant="ghost"
                  isBusy={revoke.isPending && revoke.variables.invitationId === one.id}
                  onClick={() => revoke.mutate({ invitationId: one.id })}
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
    </Listing>
  );
}
