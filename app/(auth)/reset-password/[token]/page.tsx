import type { Metadata } from "next";
import Link from "next/link";
import { AuthPage } from "@/components/layout/auth-page";
import { ResetPasswordForm } from "@/components/tenancy/reset-password-form";
import { Button } from "@/components/ui/button";
import { caller } from "@/server/api/rsc";

// The address holds a secret: it is sent nowhere.
export const metadata: Metadata = {
  title: "Set a new password",
  referrer: "no-referrer",
  robots: { index: false },
};

/** Where a reset link leads. */
export default async function ResetPasswordPage({ params }: { params: Promise<{ token: string }> }) {
  const token = (await params).token.slice(0, 120);
  const { isOpen } = await (await caller()).account.resetLink({ token });
  if (!isOpen) {
    return (
      <AuthPage
        title="This link no longer works"
        description="It was used, has expired after an hour, or a newer password was set meanwhile. Your password is as it was."
      >
        <Button asChild variant="primary" className="h-9 w-full">
          <Link href="/forgot-password">Ask for a new link</Link>
        </Button>
      </AuthPage>
    );
  }
  return (
    <AuthPage title="Set a new password">
      <ResetPasswordForm token={token} />
    </AuthPage>
  );
}
