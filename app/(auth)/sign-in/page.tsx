import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { AuthPage } from "@/components/layout/auth-page";
import { nextPath } from "@/components/tenancy/next-path";
import { SignInForm } from "@/components/tenancy/sign-in-form";
import { readViewer } from "@/server/api/rsc";

export const metadata: Metadata = { title: "Sign in" };

type Search = Record<string, string | string[] | undefined>;

/** The way in. */
export default async function SignInPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { next, email } = await searchParams;
  const target = nextPath(next);
  if (await readViewer()) redirect(target);
  return (
    <AuthPage
      title="Sign in"
      footer={
        <>
          New here?{" "}
          <Link href="/sign-up" className="text-accent-text underline underline-offset-2">
            Create an account
          </Link>
        </>
      }
    >
      <SignInForm next={target} email={typeof email === "string" ? email.slice(0, 254) : undefined} />
    </AuthPage>
  );
}
