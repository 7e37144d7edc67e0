import "server-only";
import { headers } from "next/headers";
import { cache } from "react";
import { PATH_HEADER } from "./context";
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

/** What stands in an organization's address in a launch's place and is none. */
const NO_LAUNCHES = new Set(["launches", "settings"]);

/** Whether the launch is there that this page's address names, for a page that has not begun; true where it names none. */
export async function isAskedLaunchThere(org: string): Promise<boolean> {
  const [, , slug = ""] = new URL((await headers()).get(PATH_HEADER) ?? "/", "http://host").pathname.split(
    "/",
  );
  if (slug === "" || NO_LAUNCHES.has(slug)) return true;
  return readLaunchOf(org, slug).then(
    () => true,
    () => false,
  );
}
