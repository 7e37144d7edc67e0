import { ChevronRight } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { AuthPage } from "@/components/layout/auth-page";
import { ROLE_WORDS } from "@/components/format/words";
import { NewOrganizationForm } from "@/components/tenancy/new-organization-form";
import { Avatar } from "@/components/ui/avatar";
import { caller, requireViewer } from "@/server/api/rsc";

export const metadata: Metadata = { title: "Organizations" };

type Search = Record<string, string | string[] | undefined>;

/** The organizations of whoever is signed in; with one only, straight into it (unless `all` is asked for). */
export default async function OrganizationsPage({ searchParams }: { searchParams: Promise<Search> }) {
  const viewer = await requireViewer("/organizations");
  const { all, new: isNew } = await searchParams;
  const { organizations } = await (await caller()).account.me();
  const [only] = organizations;
  if (only && organizations.length === 1 && all === undefined && isNew === undefined)
    redirect(`/${only.slug}`);
  const footer = <>Signed in as {viewer.email}</>;
  if (organizations.length === 0 || isNew !== undefined) {
    return (
      <AuthPage
        title="New organization"
        description={
          organizations.length === 0
            ? "You are not a member of any organization. Create one, or open the link of an invitation."
            : "You will be its owner. Nothing is shared with your other organizations."
        }
        footer={organizations.length === 0 ? footer : <AllLink />}
      >
        <NewOrganizationForm />
      </AuthPage>
    );
  }
  return (
    <AuthPage title="Organizations" description="Choose where to work." footer={footer}>
      <ul className="-mx-2 flex flex-col">
        {organizations.map(({ slug, name, role }) => (
          <li key={slug}>
            <Link href={`/${slug}`} className="flex items-center gap-3 rounded-md px-2 py-2 hover:bg-hover">
              <Avatar name={name} size="lg" isDecorative />
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium">{name}</span>
                <span className="block text-meta text-muted-foreground">{ROLE_WORDS[role]}</span>
              </span>
              <ChevronRight aria-hidden className="size-4 shrink-0 text-faint-foreground" />
            </Link>
          </li>
        ))}
      </ul>
      <p className="mt-4 border-t border-border pt-4">
        <Link href="/organizations?new=1" className="text-accent-text hover:underline">
          New organization
        </Link>
      </p>
    </AuthPage>
  );
}

function AllLink() {
  return (
    <Link href="/organizations?all=1" className="text-accent-text hover:underline">
      All organizations
    </Link>
  );
}
