"use client";
import { FORM_WIDTH } from "@/components/layout/page";
import { useMutation, useQuery } from "@tanstack/react-query";
import { LogOut, Plus, UsersRound } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState, type SubmitEvent } from "react";
import { TeamDialog } from "@/components/launches/team-dialog";
import { ConfirmedAct } from "@/components/settings/confirmed-act";
import { Listing } from "@/components/settings/listing";
import { useCan, useMember } from "@/components/tenancy/member-context";
import { messageOf, useTRPC, type RouterOutputs } from "@/components/trpc/client";
import { toastFailed } from "@/components/trpc/toast-failed";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Card, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toastDone } from "@/components/ui/toaster";
import { isolate } from "@/contracts/isolate";

type Team = RouterOutputs["launches"]["teams"][number];

/** The organization itself: its name, its teams, and the way out of it. */
export function OrganizationScreen() {
  return (
    <div className={cn("grid gap-4", FORM_WIDTH)}>
      <NameCard />
      <TeamsCard />
      <LeaveCard />
    </div>
  );
}

function NameCard() {
  const trpc = useTRPC();
  const router = useRouter();
  const { organization } = useMember();
  const mayRename = useCan("organization:manage");
  const [draft, setDraft] = useState(organization.name);
  const name = draft.trim();
  const rename = useMutation(
    trpc.tenancy.rename.mutationOptions({
      onSuccess: () => {
        toastDone(`The organization is called ${isolate(name)} now`, "Links to it stay as they are.");
        router.refresh();
      },
    }),
  );
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    rename.mutate({ name });
  };
  return (
    <Card>
      <CardHeader
        title="Name"
        description={`Its short name, ${organization.slug}, stays: it is part of every link.`}
      />
      {mayRename ? (
        <form onSubmit={submit} className="flex flex-wrap items-end gap-2">
          <Field
            label="Name of the organization"
            {...(rename.isError ? { error: messageOf(rename.error) } : {})}
          >
            <Input
              value={draft}
              onChange={(event) => setDraft(event.target.value)}
              maxLength={120}
              required
              autoComplete="organization"
              className="w-72 max-w-full"
            />
          </Field>
          <Button
            type="submit"
            isBusy={rename.isPending}
            disabled={name === "" || name === organization.name}
          >
            Rename the organization
          </Button>
        </form>
      ) : (
        <p>
          <span className="font-medium reported">{organization.name}</span>
          <span className="block text-meta text-muted-foreground">Owners and admins can rename it.</span>
        </p>
      )}
    </Card>
  );
}

function TeamsCard() {
  const trpc = useTRPC();
  const mayWrite = useCan("launch:write");
  const teams = useQuery(trpc.launches.teams.queryOptions());
  const [editing, setEditing] = useState<Team | "new" | null>(null);
  const add = mayWrite ? (
    <Button icon={<Plus aria-hidden />} onClick={() => setEditing("new")}>
      New team
    </Button>
  ) : undefined;
  return (
    <Listing
      title="Teams"
      description="Teams own components and have issues routed to them, in every launch."
      what="The teams"
      query={teams}
      isEmpty={teams.data?.length === 0}
      empty={{
        title: "No teams yet",
        description:
          "A team takes work that no single person owns: components belong to it, rules route issues to it.",
        ...(add ? { action: add } : {}),
      }}
      actions={add}
    >
      <ul className="divide-y divide-border">
        {teams.data?.map((team) => (
          <li key={team.id} className="flex min-h-11 items-center gap-3 px-4 py-1.5">
            <UsersRound aria-hidden className="size-4 shrink-0 text-faint-foreground" />
            <span dir="auto" className="min-w-0 flex-1 truncate reported">
              {team.name}
            </span>
            {mayWrite && (
              <Button
                size="sm"
                variant="ghost"
                aria-label={`Rename ${isolate(team.name)}`}
                onClick={() => setEditing(team)}
              >
                Rename
              </Button>
            )}
          </li>
        ))}
      </ul>
      {editing !== null && (
        <TeamDialog
          team={editing === "new" ? null : editing}
          onClose={() => setEditing(null)}
          onDone={() => setEditing(null)}
        />
      )}
    </Listing>
  );
}

function LeaveCard() {
  const trpc = useTRPC();
  const { organization } = useMember();
  const me = useQuery(trpc.tenancy.me.queryOptions());
  const leave = useMutation(
    trpc.tenancy.leave.mutationOptions({
      onError: (error) => {
        toastFailed("You are still a member", error);
        void me.refetch();
      },
      // Nothing of this organization can be shown any more.
      onSuccess: () => window.location.assign("/organizations"),
    }),
  );
  return (
    <Listing
      title="Leave"
      description="Your account and your other organizations stay as they are."
      what="Your membership"
      query={me}
      isEmpty={false}
      empty={{ title: "" }}
    >
      <div className="flex flex-wrap items-center gap-3 p-4">
        {me.data?.leaveRefusal === "last_owner" ? (
          <p className="max-w-measure">
            You are the last owner, and an organization needs one. Make somebody else an owner first, under{" "}
            <Link
              href={`/${organization.slug}/settings/members`}
              className="text-accent-text underline underline-offset-2"
            >
              Members
            </Link>
            ; then you can leave.
          </p>
        ) : (
          <ConfirmedAct
            title={`Leave ${isolate(organization.name)}?`}
            description={
              "You lose access at once, on every device, and open invitations you sent end. What you did and own " +
              "keeps your name; API keys you made go on working. To come back you need a new invitation."
            }
            confirmLabel={`Leave ${isolate(organization.name)}`}
            isBusy={leave.isPending || leave.isSuccess}
            onConfirm={() => leave.mutate()}
            trigger={<Button icon={<LogOut aria-hidden />}>Leave this organization</Button>}
          />
        )}
      </div>
    </Listing>
  );
}
