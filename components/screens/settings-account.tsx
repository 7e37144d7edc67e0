"use client";
import { FORM_WIDTH } from "@/components/layout/page";
import { cutText } from "@/contracts/cut-text";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { Time } from "@/components/format/time";
import { Listing } from "@/components/settings/listing";
import { useMember } from "@/components/tenancy/member-context";
import { messageOf, useTRPC } from "@/components/trpc/client";
import { toastFailed } from "@/components/trpc/toast-failed";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Card, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { InlineAlert } from "@/components/ui/inline-alert";
import { Input } from "@/components/ui/input";
import { toastDone } from "@/components/ui/toaster";

/** One's own name, password and sessions. */
export function AccountScreen() {
  return (
    <div className={cn("grid gap-4", FORM_WIDTH)}>
      <NameCard />
      <PasswordCard />
      <Sessions />
    </div>
  );
}

function NameCard() {
  const trpc = useTRPC();
  const { membership } = useMember();
  const [name, setName] = useState(membership.name);
  const rename = useMutation(
    trpc.account.rename.mutationOptions({
      onSuccess: () => toastDone("Your name was changed", "Others see it on the next page they load."),
    }),
  );
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    rename.mutate({ name });
  };
  return (
    <Card>
      <CardHeader title="Name" description={membership.email} />
      <form onSubmit={submit} className="mt-3 flex items-end gap-2">
        <Field label="Your name" {...(rename.isError ? { error: messageOf(rename.error) } : {})}>
          <Input
            value={name}
            onChange={(e) => setName(e.target.value)}
            maxLength={120}
            required
            autoComplete="name"
            className="w-72 max-w-full"
          />
        </Field>
        <Button
          type="submit"
          isBusy={rename.isPending}
          disabled={name.trim() === "" || name === membership.name}
        >
          Change the name
        </Button>
      </form>
    </Card>
  );
}

function PasswordCard() {
  const trpc = useTRPC();
  const client = useQueryClient();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const change = useMutation(
    trpc.account.changePassword.mutationOptions({
      onSuccess: async () => {
        setCurrent("");
        setNext("");
        await client.invalidateQueries({ queryKey: trpc.account.sessions.queryKey() });
        toastDone("Your password was changed", "Every other session of yours has ended.");
      },
    }),
  );
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    change.mutate({ currentPassword: current, newPassword: next });
  };
  return (
    <Card>
      <CardHeader title="Password" description="Changing it ends every session but this one." />
      <form onSubmit={submit} className="mt-3 grid max-w-sm gap-3">
        {change.isError && <InlineAlert tone="error">{messageOf(change.error)}</InlineAlert>}
        <Field label="Current password">
          <Input
            type="password"
            autoComplete="current-password"
            value={current}
            onChange={(e) => setCurrent(e.target.value)}
            required
          />
        </Field>
        <Field label="New password" hint="At least 10 characters.">
          <Input
            type="password"
            autoComplete="new-password"
            value={next}
            onChange={(e) => setNext(e.target.value)}
            minLength={10}
            maxLength={200}
            required
          />
        </Field>
        <div>
          <Button type="submit" isBusy={change.isPending}>
            Change the password
          </Button>
        </div>
      </form>
    </Card>
  );
}

function Sessions() {
  const trpc = useTRPC();
  const client = useQueryClient();
  const sessions = useQuery(trpc.account.sessions.queryOptions());
  const refresh = () => client.invalidateQueries({ queryKey: trpc.account.sessions.queryKey() });
  const onError = (error: unknown) => toastFailed("The session was not ended", error);
  const end = useMutation(trpc.account.endSession.mutationOptions({ onError, onSuccess: refresh }));
  // This session ends with the others, so there is nothing left here to show.
  const endAll = useMutation(
    trpc.account.signOutEverywhere.mutationOptions({
      onError,
      onSuccess: () => window.location.assign("/sign-in"),
    }),
  );
  return (
    <Listing
      title="Sessions"
      description="Where you are signed in. Ending one closes its screens within five seconds."
      what="Your sessions"
      query={sessions}
      isEmpty={sessions.data?.length === 0}
      empty={{ title: "No session is open" }}
      actions={
        <Button size="sm" isBusy={endAll.isPending} onClick={() => endAll.mutate()}>
          Sign out everywhere
        </Button>
      }
    >
      <ul className="divide-y divide-border">
        {sessions.data?.map((session) => (
          <li key={session.id} className="flex items-center gap-3 px-4 py-2">
            <div className="min-w-0 flex-1">
              <p className="truncate">
                {browserOf(session.userAgent)}{" "}
                {session.isThisOne && (
                  <Badge tone="accent" className="ml-1">
                    This one
                  </Badge>
                )}
              </p>
              <p className="text-meta text-muted-foreground">
                {session.ip ? `From ${session.ip}, last` : "Last"} used{" "}
                <Time value={session.lastSeenAt} style="relative" />
              </p>
            </div>
            {!session.isThisOne && (
              <Button
                size="sm"
                variant="ghost"
                isBusy={end.isPending && end.variables.sessionId === session.id}
                onClick={() => end.mutate({ sessionId: session.id })}
              >
                End session
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Listing>
  );
}

/** The browser and system that a user agent names, as a person would say them. */
function browserOf(userAgent: string): string {
  const browser = /Edg\//.test(userAgent)
    ? "Edge"
    : /Firefox\//.test(userAgent)
      ? "Firefox"
      : /Chrom(?:e|ium)\//.test(userAgent)
        ? "Chrome"
        : /Safari\//.test(userAgent)
          ? "Safari"
          : null;
  const system = /Windows/.test(userAgent)
    ? "Windows"
    : /iPhone|iPad/.test(userAgent)
      ? "iOS"
      : /Android/.test(userAgent)
        ? "Android"
        : /Mac OS/.test(userAgent)
          ? "macOS"
          : /Linux/.test(userAgent)
            ? "Linux"
            : null;
  return browser && system
    ? `${browser} on ${system}`
    : (browser ?? system ?? cutText(userAgent, 60)) || "An unnamed program";
}
