import { beforeAll, expect, test } from "vitest";
import { castOf, type Cast } from "@/server/testing/cast";
import { cookieOf } from "@/server/testing/deliveries";
import { populateWorld, type PopulatedWorld } from "@/server/testing/populated-world";
import { makeWorld } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import type { Visitor } from "@/server/testing/visitor";
import { expectPage, expectedPage } from "./expected-page";

const NOW = new Date();
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

let world: PopulatedWorld;
let people: Cast;

beforeAll(async () => {
  world = await populateWorld();
  people = await castOf(world, await makeWorld());
});

let pages = 0;
async function standing(visitor: Visitor | null, path: string, now = NOW) {
  const key = `page ${(pages += 1)}`;
  const forget = await expectPage(key, new Headers(visitor ? cookieOf(visitor) : {}), path, now);
  const found = expectedPage(key)?.standing;
  forget();
  expect(expectedPage(key), "a page that was sent is forgotten").toBeNull();
  return found;
}

test("members are welcome where there is something, and are known to ask for a launch that is not there", async () => {
  for (const path of [
    "",
    "/launches",
    "/settings/keys?x=1",
    `/${world.launchSlug}/board`,
    `/${world.launchSlug}`,
  ])
    expect(await standing(people.viewer, `/${world.slug}${path}`), path).toBe("welcome");
  for (const path of ["/no-such-launch/board", "/No%20such", "/%E0%A4%A/board"])
    expect(await standing(people.viewer, `/${world.slug}${path}`), path).not.toBe("welcome");
  expect(await standing(people.viewer, `/${world.slug}/no-such-launch/board`)).toBe("no_launch");
});

test.each(["stranger", "removed", "revoked"] as const)(
  "nothing is taken for proved of a %s person, nor said of what there is",
  async (who) => {
    for (const path of [
      `/${world.slug}/${world.launchSlug}/board`,
      `/${world.slug}/no-such/board`,
      "/nowhere/x",
    ])
      expect(await standing(people[who], path), path).toBe("unproved");
    expect(await standing(null, `/${world.slug}/${world.launchSlug}/board`)).toBe("unproved");
  },
);

test("pages that belong to no organization ask nothing", async () => {
  for (const path of ["/", "/_next/static/a.js", "/icon.svg", "/sign-in?next=%2F"])
    expect(await standing(people.owner, path), path).toBe("unproved");
});

test("whoever was let in is not asked again for ten minutes, and then is", async () => {
  const path = `/${world.slug}/${world.launchSlug}/exit`;
  expect(await standing(people.viewer, path)).toBe("welcome");
  await asAdmin(
    "update session set revoked_at = now() where account_id = (select account_id from membership where org_id = $1 and role = 'viewer')",
    [world.orgId],
  );
  expect(await standing(people.viewer, path, later(9))).toBe("welcome");
  expect(await standing(people.viewer, path, later(11))).toBe("unproved");
});
