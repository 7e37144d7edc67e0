import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { AuthPage } from "@/components/layout/auth-page";
import { SignUpForm } from "@/components/tenancy/sign-up-form";
import { readViewer } from "@/server/api/rsc";

export const metadata: Metadata = { title: "Create an account" };

/** A new account with its organization. */
export default async function SignUpPage() {
  if (await readViewer()) redirect("/organizations");
  return (
    <AuthPage
      title="Create an account"
      description="Your team can join you afterwards."
      footer={
        <>
          Have an account?{" "}
          <Link href="/sign-in" className="text-accent-text underline underline-offset-2">
            Sign in
          </Link>
        </>
      }
    >
      <SignUpForm />
    </AuthPage>
  );
}
