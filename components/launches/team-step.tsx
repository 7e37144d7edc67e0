"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { InviteDialog } from "@/components/tenancy/invite-dialog";
import { useCan } from "@/components/tenancy/member-context";
import { messageOf, useTRPC } from "@/components/trpc/client";
import { InlineAlert } from "@/components/ui/inline-alert";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { StepProps } from "./launch-draft";
import { MembersEditor } from "./members-editor";

/** Who works on the launch. */
export function TeamStep({ draft, change }: Omit<StepProps, "isTouched">) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const mayInvite = useCan("member:manage");
  const people = useQuery(trpc.tenancy.people.queryOptions());
  if (!people.data)
    return people.isError ? (
      <InlineAlert tone="error" title={messageOf(people.error)} />
    ) : (
      <SkeletonRows count={4} label="Loading the members" />
    );
  return (
    <div className="flex flex-col gap-3">
      <MembersEditor
        people={people.data}
        members={draft.members}
        onSet={(member) =>
          change({
            members: [
              ...draft.members.filter((chosen) => chosen.membershipId !== member.membershipId),
              member,
            ],
          })
        }
        onRemove={(id) => change({ members: draft.members.filter((member) => member.membershipId !== id) })}
      />
      {mayInvite && (
        <div className="flex flex-wrap items-center gap-3">
          <InviteDialog
            variant="secondary"
            onDone={() => client.invalidateQueries({ queryKey: trpc.tenancy.pathKey() })}
          />
          <p className="text-meta text-muted-foreground">
            Somebody missing? People you invite can be added to the launch once they have joined.
          </p>
        </div>
      )}
    </div>
  );
}
