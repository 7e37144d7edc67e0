import { hasLaunch } from "@/server/launches/launches.queries";
import { sha256 } from "@/server/platform/crypto";
import { singleton } from "@/server/platform/singleton";
import { contextFrom, type Context } from "./context";

/** Set by our own server on every request for a page, over whatever the caller sent: new each time. */
export const PAGE_KEY_HEADER = "x-nonce";

/**
 * How a reader stands to the place in a page's address. `welcome`: a member, and the launch exists if one is named, now or a moment ago.
 * `no_launch`: a member of the organization, which has no such launch. `unproved`: anybody else, who is told by the page.
 */
export type Standing = "welcome" | "no_launch" | "unproved";

type ExpectedPage = {
  /** The request's own; the page takes over what was read with it. */
  context: Context;
  standing: Standing;
};

const expected = () => singleton("pages.expected", () => new Map<string, ExpectedPage>());

/** How long whoever was let in is not asked again before the first byte. What a page shows is proved each time all the same. */
const WELCOME_MS = 10 * 60_000;
const WELCOMES_MAX = 10_000;
/** Until when, ms since epoch, by reader and place; oldest first. */
const welcomes = () => singleton("pages.welcomes", () => new Map<string, number>());

/** What stands in an organization's address in a launch's place and is none. */
const NO_LAUNCHES = new Set(["launches", "settings"]);
const PLACE = /^\/([a-z0-9][a-z0-9-]*)(?:\/([^/?#]+))?(?:[/?#]|$)/;

/**
 * Finds out, before a page is begun, how its reader stands to the place it is about: its status goes out with its first byte, and looking
 * while the page is drawn would keep that byte waiting longer. Asked again only for those who were not let in lately.
 * @param key the request's PAGE_KEY_HEADER
 * @param url the path that was asked for
 * @returns to be called when the answer is out
 */
export async function expectPage(key: string, headers: Headers, url: string, now: Date): Promise<() => void> {
  const context = contextFrom(headers, null);
  const [, organization, second] = PLACE.exec(url) ?? [];
  const launch = second === undefined || NO_LAUNCHES.has(second) ? null : second;
  let standing: Standing = "unproved";
  if (organization !== undefined) {
    const visit = sha256([headers.get("cookie") ?? "", organization, launch ?? ""].join("\n"));
    const isLately = (welcomes().get(visit) ?? 0) > now.getTime();
    standing = isLately
      ? "welcome"
      : await lookUp(context, organization, launch).catch((): Standing => "unproved");
    if (standing === "welcome" && !isLately) remember(visit, now);
  }
  expected().set(key, { context, standing });
  return () => void expected().delete(key);
}

async function lookUp(context: Context, organization: string, launch: string | null): Promise<Standing> {
  const session = await context.session();
  if (!session) return "unproved";
  const { scope } = await context.member(session.accountId, organization);
  return launch === null || (await hasLaunch(scope, decodeURIComponent(launch))) ? "welcome" : "no_launch";
}

function remember(visit: string, now: Date): void {
  const held = welcomes();
  held.delete(visit);
  held.set(visit, now.getTime() + WELCOME_MS);
  if (held.size <= WELCOMES_MAX) return;
  const [oldest] = held.keys();
  if (oldest !== undefined) held.delete(oldest);
}

/** What was found out before this page was begun; null where no server of ours announced it. */
export function expectedPage(key: string | null): ExpectedPage | null {
  return key === null ? null : (expected().get(key) ?? null);
}
