import "server-only";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { isId } from "@/server/platform/ids";
import { PATH_HEADER } from "./context";
import { caller, orNotFound, requireMember } from "./rsc";

type LaunchName = { id: string; name: string };

/** What was read for a request, by what it was read from; found by the headers that Next hands to everything in it. */
const readings = new WeakMap<object, Map<string, Promise<unknown>>>();

/** @param name of the place read, one for each way of reading: the same name and key have the same type of answer */
async function once<T>(name: string, key: string, read: () => Promise<T>): Promise<T> {
  const request = await headers();
  const known = readings.get(request) ?? new Map<string, Promise<unknown>>();
  readings.set(request, known);
  const found = known.get(`${name} ${key}`) ?? read();
  known.set(`${name} ${key}`, found);
  return found as Promise<T>;
}

/** The launch of a page's address, read once per request; whoever may not see it, or made it up, is told that there is no such page. */
export async function readLaunchOf(org: string, slug: string): Promise<LaunchName> {
  return once("launch", `${org}/${slug}`, async () => {
    await requireMember(org);
    const names = await orNotFound((await caller(org)).launches.names());
    return (
      names.find((launch) => launch.slug === slug) ??
      orNotFound((await caller(org)).launches.bySlug({ slug }))
    );
  });
}

/** The issue of a page's address by the number people say to each other, read once per request as its launch is. */
export async function readIssueOf(org: string, slug: string, number: string): Promise<{ id: string }> {
  return once("issue", `${org}/${slug}/${number}`, async () => {
    const { id: launchId } = await readLaunchOf(org, slug);
    if (!/^[1-9]\d{0,8}$/.test(number)) notFound();
    return orNotFound((await caller(org)).feedback.issueByNumber({ launchId, number: Number(number) }));
  });
}

/** The source of a page's address, read once per request as its launch is. */
export async function readSourceOf(
  org: string,
  slug: string,
  sourceId: string,
): Promise<{ id: string; name: string }> {
  return once("source", `${org}/${slug}/${sourceId}`, async () => {
    await readLaunchOf(org, slug);
    if (!isId("source", sourceId)) notFound();
    return orNotFound((await caller(org)).intake.source({ id: sourceId }));
  });
}

/** What stands in an organization's address in a launch's place and is none. */
const NO_LAUNCHES = new Set(["launches", "settings"]);

/** What a room of a launch has pages of its own for, by the room's name. */
const THINGS = new Map<string, (org: string, slug: string, thing: string) => Promise<unknown>>([
  ["issues", readIssueOf],
  ["sources", readSourceOf],
]);

/** The parts of this page's address behind the organization: a launch's slug, a room of it, a thing in the room; "" where none. */
async function addressParts(): Promise<{ slug: string; room: string; thing: string }> {
  const [path = ""] = ((await headers()).get(PATH_HEADER) ?? "").split(/[?#]/, 1);
  const [, , slug = "", room = "", thing = ""] = path.split("/");
  return { slug: NO_LAUNCHES.has(slug) ? "" : slug, room, thing };
}

/** The slug of the launch that this page's address names; null where it names none. */
export const addressedLaunch = async (): Promise<string | null> => (await addressParts()).slug || null;

/**
 * Whether the launch, and the issue or the source, is there that this page's address names, for a page that has not begun; true where it
 * names none.
 */
export async function addressedResourceExists(org: string): Promise<boolean> {
  const { slug, room, thing } = await addressParts();
  if (slug === "") return true;
  const readThing = thing === "" ? undefined : THINGS.get(room);
  const lookup: Promise<unknown> = readThing ? readThing(org, slug, thing) : readLaunchOf(org, slug);
  return lookup.then(
    () => true,
    () => false,
  );
}
