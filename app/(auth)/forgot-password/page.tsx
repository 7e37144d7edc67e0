import type { Metadata } from "next";
import Link from "next/link";
import { AuthPage } from "@/components/layout/auth-page";
import { ForgotPasswordForm } from "@/components/tenancy/forgot-password-form";

export const metadata: Metadata = { title: "Reset your password" };

/** Asks for a link with which a new password is set. */
export default function ForgotPasswordPage() {
  return (
    <AuthPage
      title="Reset your password"
      description="We send you a link to set a new one."
      footer={
        <Link href="/sign-in" className="text-accent-text hover:underline">
          Back to sign in
        </Link>
      }
    >
      <ForgotPasswordForm />
    </AuthPage>
  );
}
