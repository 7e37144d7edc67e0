"use client";
import { useMutation } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { canGrant } from "@/contracts/tenancy";
import { Time } from "@/components/format/time";
import { ROLE_WORDS } from "@/components/format/words";
import { useMember } from "@/components/tenancy/member-context";
import { messageOf, useTRPC, type RouterOutputs } from "@/components/trpc/client";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";
import { TableCell, TableRow } from "@/components/ui/table";
import { toastDone, toastError } from "@/components/ui/toaster";
import { ConfirmedAct } from "./confirmed-act";
import { roleOptions } from "./role-options";

type Member = RouterOutputs["tenancy"]["members"]["members"][number];

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
  const { membership } = useMember();
  const isSelf = member.id === membership.id;
  const isAbove = !canGrant(membership.role, member.role);
  const mayChange = mayManage && !isSelf && !isAbove;
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
  const remove = useMutation(
    trpc.tenancy.removeMember.mutationOptions({
      onError,
      onSuccess: async () => {
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
        {mayChange ? (
          <Select
            aria-label={`Role of ${member.name}`}
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
            title={`Remove ${member.name}?`}
            description="They lose access within seconds, on every device. What they did stays in the trail."
            confirmLabel={`Remove ${member.name}`}
            isBusy={remove.isPending}
            onConfirm={(close) => remove.mutate({ membershipId: member.id }, close)}
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
