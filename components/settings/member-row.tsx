"use client";
import { useMutation } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { canGrant } from "@/contracts/tenancy";
import { Time } from "@/components/format/time";
import { ROLE_WORDS } from "@/components/format/words";
import { useMember } from "@/components/tenancy/member-context";
import { useTRPC, type RouterOutputs } from "@/components/trpc/client";
import { toastFailed } from "@/components/trpc/toast-failed";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";
import { TableCell, TableRow } from "@/components/ui/table";
import { toastDone, toastFollowUp } from "@/components/ui/toaster";
import { ConfirmedAct } from "./confirmed-act";
import { roleOptions } from "@/components/tenancy/role-options";
import { isolate } from "@/contracts/isolate";

type LeftBehind = RouterOutputs["tenancy"]["removeMember"];
type Member = RouterOutputs["tenancy"]["members"]["members"][number];

const many = (n: number, one: string, more: string) => `${n} ${n === 1 ? one : more}`;

/** What has ended with a role, and what goes on without it; undefined when there is nothing of either. */
export function describeLeftBehind({ revokedInvitations, liveApiKeys }: LeftBehind): string | undefined {
  const parts = [
    revokedInvitations > 0 &&
      `${many(revokedInvitations, "open invitation", "open invitations")} of theirs ` +
        `no longer ${revokedInvitations === 1 ? "works" : "work"}.`,
    liveApiKeys > 0 &&
      `${many(liveApiKeys, "API key", "API keys")} they made still ${liveApiKeys === 1 ? "works" : "work"}.`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? undefined : parts.join(" ");
}

/** One member: their role, and what the reader may change about it. Nobody changes a role above their own. */
export function MemberRow({
  member,
  mayManage,
  onDone,
}: {
  member: Member;
  mayManage: boolean;
  onDone: () => Promise<void>;
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const { membership, organization } = useMember();
  const isSelf = member.id === membership.id;
  const isAbove = !canGrant(membership.role, member.role);
  const mayChange = mayManage && !isSelf && !isAbove;
  /** Says what was done, and what of the member's goes on or has ended with it. */
  const announce = (done: string, left: LeftBehind) => {
    const words = describeLeftBehind(left);
    if (left.liveApiKeys === 0) toastDone(done, words);
    else
      toastFollowUp(done, words ?? "", {
        label: "View the keys",
        onClick: () => router.push(`/${organization.slug}/settings/keys`),
      });
  };
  const onError = (error: unknown) => toastFailed("Nothing was changed", error);
  const change = useMutation(
    trpc.tenancy.changeRole.mutationOptions({
      onError,
      onSuccess: async (left) => {
        await onDone();
        announce(`${isolate(member.name)} has a new role`, left);
      },
    }),
  );
  const remove = useMutation(
    trpc.tenancy.removeMember.mutationOptions({
      onError,
      onSuccess: async (left) => {
        await onDone();
        announce(`${isolate(member.name)} was removed`, left);
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
              <bdi>{member.name}</bdi> {isSelf && <Badge className="ml-1">You</Badge>}
            </span>
            <span className="block truncate text-meta text-muted-foreground">{member.email}</span>
          </span>
        </span>
      </TableCell>
      <TableCell>
        {mayChange ? (
          <Select
            aria-label={`Role of ${isolate(member.name)}`}
            size="sm"
            value={change.isPending ? change.variables.role : member.role}
            onValueChange={(role) => change.mutate({ membershipId: member.id, role })}
            options={roleOptions(membership.role)}
          />
        ) : (
          <>
            {ROLE_WORDS[member.role]}
            {mayManage && isAbove && (
              <span className="block text-meta text-muted-foreground">Only an owner can change this</span>
            )}
          </>
        )}
      </TableCell>
      <TableCell className="text-muted-foreground">
        <Time value={member.joinedAt} style="date" />
      </TableCell>
      <TableCell className="text-right">
        {mayChange && (
          <ConfirmedAct
            title={`Remove ${isolate(member.name)}?`}
            description={
              "They lose access within seconds, on every device, and open invitations they sent end. " +
              "What they did stays in the trail; API keys they made go on working."
            }
            confirmLabel={`Remove ${isolate(member.name)}`}
            isBusy={remove.isPending}
            onConfirm={(close) => remove.mutate({ membershipId: member.id }, close)}
            trigger={
              <IconButton label={`Remove ${isolate(member.name)}`} variant="ghost" size="sm">
                <Trash2 />
              </IconButton>
            }
          />
        )}
      </TableCell>
    </TableRow>
  );
}
