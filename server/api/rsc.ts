import "server-only";
import { dehydrate, QueryClient, type DehydratedState } from "@tanstack/react-query";
import { createTRPCOptionsProxy, type TRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import type { Permission } from "@/contracts/tenancy";
import { readLivePosition } from "@/server/live/subscribe";
import { asAppError } from "@/server/platform/errors";
import type { Membership, Organization } from "@/server/tenancy/scope.commands";
import type { Session } from "@/server/tenancy/sessions.queries";
import { UNATTENDED_HEADER, contextFrom, type Context } from "./context";
import { appRouter, type AppRouter } from "./root";
import { createCallerFactory } from "./trpc";

/** One context per request, however many parts of a page ask for it, so that session and membership are read once. */
const sharedContext = cache(async (): Promise<Context> => {
  const given = await headers();
  return contextFrom(given, undefined, !given.has(UNATTENDED_HEADER));
});

async function context(organizationSlug: string | null): Promise<Context> {
  return { ...(await sharedContext()), organizationSlug };
}

const createCaller = createCallerFactory(appRouter);

/** Calls procedures from a server component, in the name of whoever asked for the page and of the organization. Reads only. */
export async function caller(organizationSlug: string | null = null) {
  return createCaller(await context(organizationSlug));
}

type Reader = {
  queryClient: QueryClient;
  trpc: TRPCOptionsProxy<AppRouter>;
  /** Whether the reader's role has a permission: what it may not read is not even asked for. */
  may: (permission: Permission) => boolean;
};

/**
 * Reads on the server what a page's queries would ask for first, so that it is drawn with the page (`FirstData`). What fails here is asked
 * for again, and explained, by the page.
 * @param read runs queries of `trpc` on `queryClient`; those that need nothing of each other at once
 */
export async function readFirst(
  organizationSlug: string,
  read: (reader: Reader) => Promise<unknown>[],
): Promise<DehydratedState> {
  const { permissions } = await requireMember(organizationSlug);
  const queryClient = new QueryClient();
  const trpc = createTRPCOptionsProxy<AppRouter>({
    router: appRouter,
    ctx: () => context(organizationSlug),
    queryClient,
  });
  await Promise.allSettled(
    read({ queryClient, trpc, may: (permission) => permissions.includes(permission) }),
  );
  return dehydrate(queryClient);
}

/** Who asked for this page; null when signed out. */
export async function readViewer(): Promise<Session | null> {
  return (await context(null)).session();
}

/** Who asked for this page; whoever is signed out is sent to sign in and comes back to `path`. */
export async function requireViewer(path: string): Promise<Session> {
  return (await readViewer()) ?? redirect(`/sign-in?next=${encodeURIComponent(path)}`);
}

export type Member = {
  session: Session;
  organization: Organization;
  membership: Membership;
  permissions: Permission[];
};

/** The member behind a page of an organization: others are sent to sign in, or are told that there is no such page. */
export async function requireMember(
  organizationSlug: string,
  path = `/${organizationSlug}`,
): Promise<Member> {
  const session = await requireViewer(path);
  const { scope, membership, organization } = await orNotFound(
    (await context(organizationSlug)).member(session, organizationSlug),
  );
  return { session, organization, membership, permissions: [...scope.permissions] };
}

/** The event after which a page's event stream has to begin to miss nothing that its reads did not see; null before the first event. */
export async function readStreamStart(organizationSlug: string): Promise<string | null> {
  const session = await requireViewer(`/${organizationSlug}`);
  const { scope } = await orNotFound((await context(organizationSlug)).member(session, organizationSlug));
  return readLivePosition(scope);
}

/** The value, or the page that says there is none: what does not exist and what may not be seen look the same. */
export async function orNotFound<T>(value: Promise<T>): Promise<T> {
  try {
    return await value;
  } catch (error) {
    const refusal = asAppError(error) ?? asAppError((error as { cause?: unknown }).cause);
    if (refusal?.code === "NOT_FOUND" || refusal?.code === "FORBIDDEN") notFound();
    throw error;
  }
}
