import "server-only";
import { cache } from "react";
import { caller, orNotFound, requireMember } from "./rsc";

/** The launch of a page's address, read once per request; whoever may not see it, or made it up, is told that there is no such page. */
export const readLaunchOf = cache(
  async (org: string, slug: string): Promise<{ id: string; name: string }> => {
    await requireMember(org);
    const names = await orNotFound((await caller(org)).launches.names());
    return (
      names.find((launch) => launch.slug === slug) ??
      orNotFound((await caller(org)).launches.bySlug({ slug }))
    );
  },
);
