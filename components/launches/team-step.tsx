"use client";
import { useQuery } from "@tanstack/react-query";
import { messageOf, useTRPC } from "@/components/trpc/client";
import { InlineAlert } from "@/components/ui/inline-alert";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { StepProps } from "./launch-draft";
import { MembersEditor } from "./members-editor";

/** Who works on the launch. */
export function TeamStep({ draft, change }: Omit<StepProps, "isTouched">) {
  const trpc = useTRPC();
  const people = useQuery(trpc.tenancy.people.queryOptions());
  if (!people.data)
    return people.isError ? (
      <InlineAlert tone="error" title={messageOf(people.error)} />
    ) : (
      <SkeletonRows count={4} />
    );
  return (
    <MembersEditor
      people={people.data}
      members={draft.members}
      onSet={(member) =>
        change({
          members: [...draft.members.filter((each) => each.membershipId !== member.membershipId), member],
        })
      }
      onRemove={(id) => change({ members: draft.members.filter((member) => member.membershipId !== id) })}
    />
  );
}
