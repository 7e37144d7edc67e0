import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { type ApiScope } from "@/contracts/tenancy";
import { flushFailures } from "@/server/intake/source-failures.commands";
import { closeLive } from "@/server/live/subscribe";
import { newPublicKey } from "@/server/platform/ids";
import { createApiKey, revokeApiKey } from "@/server/tenancy/api-keys.commands";
import { castOf } from "@/server/testing/cast";
import { send } from "@/server/testing/deliveries";
import { leakedMarks, inventedLike } from "@/server/testing/foreign-ids";
import {
  fingerprintButRefusals,
  marksOf,
  populateWorld,
  tablesHolding,
  type PopulatedWorld,
} from "@/server/testing/populated-world";
import { asAdmin } from "@/server/testing/queries";
import { ROUTE_CASES, wordsOf, type Meeting, type SpentKeys, type Words } from "@/server/testing/route-cases";
import { createHttpApp, httpRoutes } from "./app";
import type { HttpApp } from "./route";

let app: HttpApp;
let meeting: Meeting;
let marks: string[];
let before: unknown;

const makeKey = (world: PopulatedWorld, scope: ApiScope, lifetimeDays: number | null = null) =>
  createApiKey(world.scope, { name: scope, scopes: [scope], lifetimeDays });

/** Keys of an organization's that do not let in: revoked, expired, and of another scope. */
const spendKeys = async (world: PopulatedWorld, scope: ApiScope, other: ApiScope): Promise<SpentKeys> => {
  const [revoked, expired, lacking] = [
    await makeKey(world, scope),
    await makeKey(world, scope, 1),
    await makeKey(world, other),
  ];
  await revokeApiKey(world.scope, revoked.id);
  await asAdmin("update api_key set expires_at = now() - interval '1 second' where id = $1", [expired.id]);
  // A key that works notes at most once a minute that it was used, which is its owner's own doing.
  await asAdmin("update api_key set last_used_at = now() where id = $1", [lacking.id]);
  return { revoked: revoked.secret, expired: expired.secret, lacking: lacking.secret };
};
beforeAll(async () => {
  app = createHttpApp();
  const [theirs, mine] = [await populateWorld(), await populateWorld()];
  const myReleasesKey = (await makeKey(mine, "releases:write")).secret;
  const people = await castOf(theirs, mine);
  marks = await marksOf(theirs);
  const spent = {
    items: await spendKeys(theirs, "items:write", "releases:write"),
    releases: await spendKeys(theirs, "releases:write", "items:write"),
  };
  meeting = { theirs, mine, myReleasesKey, people, spent };
  before = await untouched();
});
afterAll(async () => {
  await flushFailures();
  await closeLive();
});

/** As long and as plausible, and nobody's. */
const inventedWords = (words: Words): Words =>
  Object.fromEntries(
    Object.entries(words).map(([name, word]) => [
      name,
      name.endsWith("Key")
        ? newPublicKey()
        : word.replace(/[a-z]{3}_[0-9a-z]{26}|canary[0-9a-f]{16}/, inventedLike),
    ]),
  ) as Words;

const routes = httpRoutes.flatMap(({ path }) =>
  ROUTE_CASES[path] ? [[path, ROUTE_CASES[path]] as const] : [],
);

/**
 * That deliveries to one of their sources, or a key of theirs, were refused is theirs to know, and all that a stranger's attempt leaves.
 */
const untouched = () => fingerprintButRefusals(meeting.theirs.orgId, ["source_failure"]);

/** What was written, but for what is new with every answer and for the words that were asked for. */
function plain(text: string, words: Words): string {
  let rest = text;
  for (const word of Object.values(words).sort((a, b) => b.length - a.length))
    rest = rest.replaceAll(word, "…");
  return rest.replaceAll(/req_[0-9a-z]{26}/g, "req");
}

describe("every route", () => {
  test("has its cases here, and no case is of a route that is gone", () => {
    expect(httpRoutes.map((route) => route.path).sort()).toEqual(Object.keys(ROUTE_CASES).sort());
  });

  test.each(routes.filter(([, { asNobodys }]) => asNobodys))(
    "%s answers for another organization's keys and ids as for nobody's",
    async (_, { asNobodys = {} }) => {
      const [words, invented] = [wordsOf(meeting.theirs), inventedWords(wordsOf(meeting.theirs))];
      for (const [name, { sent, status }] of Object.entries(asNobodys)) {
        const outcome = await send(app, sent(meeting, words));
        expect([outcome.status, leakedMarks(outcome.text, Object.values(words), marks)], name).toEqual([
          status,
          [],
        ]);
        const nobodys = await send(app, sent(meeting, invented));
        expect([nobodys.status, plain(nobodys.text, invented)], name).toEqual([
          status,
          plain(outcome.text, words),
        ]);
      }
    },
  );

  test.each(routes.filter(([, { closed }]) => closed))(
    "%s gives nothing of another organization to who lacks the right to it",
    async (_, { closed = {} }) => {
      for (const [name, { sent, status }] of Object.entries(closed)) {
        const outcome = await send(app, sent(meeting));
        expect([outcome.status, leakedMarks(outcome.text, [], marks)], name).toEqual([status, []]);
      }
    },
  );

  test("leaves no row of the other organization changed, and none of its words among one's own", async () => {
    await flushFailures();
    expect(await untouched()).toEqual(before);
    expect(await tablesHolding(meeting.mine.orgId, marks)).toEqual([]);
  });

  test.each(routes)("%s lets the owner in", async (_, { open }) => {
    const outcome = await send(app, open.sent(meeting));
    expect(outcome.status, outcome.text).toBe(open.status);
  });
});
