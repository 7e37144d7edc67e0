import { beforeAll, describe, expect, test } from "vitest";
import { loadPending } from "@/server/jobs/attempts";
import { createSource } from "@/server/intake/sources.commands";
import { flushFailures } from "@/server/intake/source-failures.commands";
import { newId } from "@/server/platform/ids";
import { runStages } from "@/server/pipeline/stages";
import { createApiKey } from "@/server/tenancy/api-keys.commands";
import { cookieOf, signed } from "@/server/testing/deliveries";
import { makeWorld, type World } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { signedIn } from "@/server/testing/visitor";
import { createHttpApp } from "./app";
import type { HttpApp } from "./route";

let app: HttpApp;
let world: World;
let key: string;
let zendesk: { id: string; key: string; secret: string };
let logs: string;

beforeAll(async () => {
  app = createHttpApp();
  world = await makeWorld();
  const scopes = ["items:write", "releases:write"] as const;
  key = (await createApiKey(world.scope, { name: "app", scopes: [...scopes], lifetimeDays: null })).secret;
  const { launchId } = world;
  const made = await createSource(world.scope, { launchId, kind: "zendesk", name: "Zendesk" });
  zendesk = { id: made.id, key: made.key, secret: made.secret! };
  logs = (await createSource(world.scope, { launchId, kind: "gateway_logs", name: "Gateway" })).key;
});

const post = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
  const answer = await app.request(path, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};
const postItem = (occurredAt: unknown) =>
  post(
    "/api/v1/items",
    { launch: "two", text: `The totals of ${newId("request")} do not add up.`, occurredAt },
    { authorization: `Bearer ${key}` },
  );
const postTicket = (ticket: object) => {
  const body = JSON.stringify({ ticket_id: newId("request"), description: "Nothing loads.", ...ticket });
  return post(`/api/v1/webhooks/zendesk/${zendesk.key}`, body, signed(body, zendesk.secret));
};
const postRelease = (release: object) =>
  post(
    "/api/v1/releases",
    { launch: "two", kind: "deployment", version: newId("request"), outcome: "started", ...release },
    { authorization: `Bearer ${key}` },
  );

async function recorded(itemId: unknown): Promise<{ state: string; occurred_at: Date; context: object }> {
  const ids = await asAdmin<{ id: string }>(
    "select id from outbox where org_id = $1 and topic = 'pipeline.run' and state = 'pending' order by id",
    [world.orgId],
  );
  await runStages(
    world.scope,
    await loadPending(
      world.scope,
      ids.map(({ id }) => id),
    ),
  );
  const [item] = await asAdmin<{ state: string; occurred_at: Date; context: object }>(
    "select state, occurred_at, context from item where id = $1",
    [itemId],
  );
  return item!;
}

/** What is no date anywhere, and what is said of it. */
const NO_DATES: [unknown, RegExp][] = [
  ["2026-02-30T10:00:00Z", /no day of the calendar/],
  ["2026-02-29T10:00:00Z", /no day of the calendar/],
  ["2026-13-01T00:00:00Z", /a month that is none/],
  ["2026-10-19T25:00Z", /a time that no clock shows/],
  ["2026-10-19T24:00:00Z", /24 o’clock/],
  ["2026-10-19T12:30:60Z", /leap second/],
  ["2026-11-29T10:00:00", /has no time zone/],
  ["2026-11-29", /a day without a time/],
  ["26-11-29T10:00:00Z", /two digits/],
  ["29/11/2026 10:00", /several days/],
  ["9999-12-31T00:00:00Z", /outside of the years/],
  ["yesterday", /is no time/],
  [20_261_129, /counts neither/],
];

describe("C10: what is no date of the calendar is refused with a reason, at every door", () => {
  test.each(NO_DATES)(
    "an item's %j never costs the report: it is kept with its arrival, and it is said",
    async (sent, why) => {
      const before = Date.now();
      const { status, body } = await postItem(sent);
      expect(status).toBe(202);
      expect(body["notes"]).toEqual([expect.stringMatching(why)]);
      const item = await recorded(body["itemId"]);
      expect(item.state).toBe("open");
      expect(item.occurred_at.getTime()).toBeGreaterThanOrEqual(before - 1_000);
      expect(item.context).toMatchObject({ occurred: String(sent) });
      await flushFailures();
      const [note] = await asAdmin<{ detail: string }>(
        "select detail from source_failure where org_id = $1 and source_id = $2 and reason = 'time_not_taken'",
        [world.orgId, world.apiSourceId],
      );
      expect(note!.detail).toContain("The time of arrival is kept instead.");
    },
  );

  test.each([
    [new Date(Date.now() + 3_600_000).toISOString(), /lies in the future/],
    [new Date(Date.now() - 31 * 86_400_000).toISOString(), /lies more than 30 days back/],
  ])("nor does a time out of reach, %s", async (sent, why) => {
    const { status, body } = await postItem(sent);
    expect([status, body["notes"]]).toEqual([202, [expect.stringMatching(why)]]);
    expect(await recorded(body["itemId"])).toMatchObject({ state: "open" });
  });

  test("a good time is taken, however it is written", async () => {
    const at = new Date(Math.floor(Date.now() / 1000) * 1000 - 3_600_000);
    const written = [
      at.toISOString(),
      at.getTime(),
      at.getTime() / 1000,
      at.toUTCString(),
      `${at.getTime()}000`,
    ];
    for (const occurredAt of written) {
      const { status, body } = await postItem(occurredAt);
      expect([status, body["notes"]]).toEqual([202, undefined]);
      const item = await recorded(body["itemId"]);
      expect([item.occurred_at, "occurred" in item.context]).toEqual([at, false]);
    }
  });

  test.each(NO_DATES)("a ticket's %j is passed over, kept and counted", async (created_at) => {
    const { status, body } = await postTicket({ created_at });
    expect(status).toBe(202);
    expect((await recorded(body["itemId"])).context).toMatchObject({ occurred: String(created_at) });
  });

  test.each(NO_DATES)("a release cannot have begun at %j", async (startedAt, why) => {
    const { status, body } = await postRelease({ startedAt });
    const { message, details } = body["error"] as { message: string; details: { fields: object } };
    expect([status, message]).toEqual([422, expect.stringMatching(why)]);
    expect(Object.keys(details.fields)).toEqual(["startedAt"]);
  });

  test("nor end on a day that is none, nor without a beginning", async () => {
    const startedAt = new Date().toISOString();
    expect((await postRelease({ startedAt, endedAt: "2026-11-31T10:00:00Z" })).status).toBe(422);
    expect((await postRelease({})).status).toBe(422);
    expect((await postRelease({ startedAt: null })).status).toBe(422);
    expect((await postRelease({ startedAt })).status).toBe(201);
  });

  test("log lines are refused one by one, each with its reason, and good ones are stored", async () => {
    const line = (ts: unknown) => ({ ts, method: "GET", path: "/a", status: 200 });
    const good = [
      Date.now(),
      Date.now() / 1000,
      Date.now() * 1000,
      String(Date.now() * 1e6),
      new Date().toISOString(),
    ];
    const bad = NO_DATES.map(([sent]) => sent);
    const { status, body } = await post(`/api/v1/logs/${logs}`, [...good, ...bad].map(line));
    expect([status, body["accepted"], body["rejected"]]).toEqual([202, good.length, bad.length]);
    for (const [index, [, why]] of NO_DATES.entries())
      expect((body["rejections"] as { reason: string }[])[index]!.reason).toMatch(why);
  });

  test("a screen's date that the calendar does not have is refused, not rolled over", async () => {
    const visitor = await signedIn(world);
    const plan = (startsAt: string) =>
      app.request("/api/trpc/launches.planPhase", {
        method: "POST",
        headers: {
          ...cookieOf(visitor),
          "content-type": "application/json",
          "x-steady-org": world.slug,
          origin: "http://localhost:3000",
          host: "localhost:3000",
          "sec-fetch-site": "same-origin",
          "user-agent": "Test Browser",
        },
        body: JSON.stringify({
          json: { launchId: world.launchId, phase: "live", startsAt, endsAt: null },
          meta: { values: { startsAt: ["Date"] } },
        }),
      });
    const before = await asAdmin("select * from launch_phase where launch_id = $1", [world.launchId]);
    for (const [sent] of NO_DATES.filter(([one]) => typeof one === "string"))
      expect((await plan(sent as string)).status).toBe(400);
    expect(await asAdmin("select * from launch_phase where launch_id = $1", [world.launchId])).toEqual(
      before,
    );
    expect((await plan("2026-11-24T09:30:00.000Z")).status).toBe(200);
  });
});
