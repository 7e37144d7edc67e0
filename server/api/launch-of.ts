import "server-only";
import { headers } from "next/headers";
import { PATH_HEADER } from "./context";
import { caller, orNotFound, requireMember } from "./rsc";

type LaunchName = { id: string; name: string };

/** What was read for a request, found by the headers that Next hands to everything in it. */
const read = new WeakMap<object, Map<string, Promise<LaunchName>>>();

/** The launch of a page's address, read once per request; whoever may not see it, or made it up, is told that there is no such page. */
export async function readLaunchOf(org: string, slug: string): Promise<LaunchName> {
  const request = await headers();
  const launches = read.get(request) ?? new Map<string, Promise<LaunchName>>();
  read.set(request, launches);
  const key = `${org}/${slug}`;
  const found = launches.get(key) ?? lookUp(org, slug);
  launches.set(key, found);
  return found;
}

async function lookUp(org: string, slug: string): Promise<LaunchName> {
  await requireMember(org);
  const names = await orNotFound((await caller(org)).launches.names());
  return (
    names.find((launch) => launch.slug === slug) ?? orNotFound((await caller(org)).launches.bySlug({ slug }))
  );
}

/** What stands in an organization's address in a launch's place and is none. */
const NO_LAUNCHES = new Set(["launches", "settings"]);

/** Whether the launch is there that this page's address names, for a page that has not begun; true where it names none. */
export async function isAskedLaunchThere(org: string): Promise<boolean> {
  const [path = ""] = ((await headers()).get(PATH_HEADER) ?? "").split(/[?#]/, 1);
  const [, , slug = ""] = path.split("/");
  if (slug === "" || NO_LAUNCHES.has(slug)) return true;
  return readLaunchOf(org, slug).then(
    () => true,
    () => false,
  );
}
