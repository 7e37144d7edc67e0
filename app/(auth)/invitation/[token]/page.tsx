import type { Metadata } from "next";
import Link from "next/link";
import { ROLE_WORDS } from "@/components/format/words";
import { AuthPage } from "@/components/layout/auth-page";
import { AcceptAsNewForm, ChangePersonButton, JoinForm } from "@/components/tenancy/invitation-forms";
import { Button } from "@/components/ui/button";
import { InlineAlert } from "@/components/ui/inline-alert";
import { caller, readViewer } from "@/server/api/rsc";
import { isolate } from "@/contracts/isolate";

export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer", robots: { index: false } };

const CLOSED = {
  accepted: "It has already been accepted.",
  revoked: "It was withdrawn, or replaced by a newer one: look for that in your e-mail.",
  expired: "Invitations work for seven days. Ask whoever invited you for a new one.",
  unknown: "Part of the address may be missing. Copy the whole link from the e-mail, or ask for a new one.",
} as const;

/** Where an invitation's link leads. */
export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const token = (await params).token.slice(0, 120);
  const invitation = await (await caller()).account.invitation({ token });
  const viewer = await readViewer();
  if (invitation.state !== "open") {
    return (
      <AuthPage title="This invitation cannot be used" description={CLOSED[invitation.state]}>
        <Button asChild variant="primary" className="h-9 w-full">
          {viewer ? (
            <Link href="/organizations">Go to your organizations</Link>
          ) : (
            <Link href="/sign-in">Sign in</Link>
          )}
        </Button>
      </AuthPage>
    );
  }
  const { organizationName, email, role, hasAccount } = invitation;
  const signIn = `/sign-in?next=${encodeURIComponent(`/invitation/${token}`)}&email=${encodeURIComponent(email)}`;
  return (
    <AuthPage
      title={`Join ${isolate(organizationName)}`}
      description={`Your role there: ${ROLE_WORDS[role]}.`}
    >
      {viewer?.email === email ? (
        <JoinForm token={token} organizationName={organizationName} />
      ) : viewer ? (
        <div className="flex flex-col gap-4">
          <InlineAlert tone="warning" title="This invitation is for somebody else">
            It was sent to <span className="font-medium wrap-anywhere text-foreground">{email}</span>. You are
            signed in as <span className="font-medium wrap-anywhere text-foreground">{viewer.email}</span>.
            Sign out, then open the link again.
          </InlineAlert>
          <ChangePersonButton />
        </div>
      ) : hasAccount ? (
        <div className="flex flex-col gap-4">
          <p className="text-muted-foreground">
            <span className="font-medium wrap-anywhere text-foreground">{email}</span> has an account. Sign in
            to accept.
          </p>
          <Button asChild variant="primary" className="h-9 w-full">
            <Link href={signIn}>Sign in to accept</Link>
          </Button>
        </div>
      ) : (
        <AcceptAsNewForm token={token} email={email} />
      )}
    </AuthPage>
  );
}
