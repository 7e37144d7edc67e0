import { beforeAll, describe, expect, test } from "vitest";

import { postItem, postLogs, postRelease, postTicket, send, type Sent } from "@/server/testing/deliveries";
import { leakedMarks } from "@/server/testing/foreign-ids";
import { fingerprintOf, marksOf, populateWorld, type PopulatedWorld } from "@/server/testing/populated-world";
import { asAdmin } from "@/server/testing/queries";
import { SAMPLE_INPUTS } from "@/server/testing/sample-inputs";
import { signedIn, type Visitor } from "@/server/testing/visitor";
import { createHttpApp } from "./app";
import type { HttpApp } from "./route";

let app: HttpApp;
let theirs: PopulatedWorld;
let ours: PopulatedWorld;
let owners: Map<PopulatedWorld, Visitor>;

beforeAll(async () => {
  app = createHttpApp();
  theirs = await populateWorld();
  ours = await populateWorld();
  owners = new Map([
    [theirs, await signedIn(theirs)],
    [ours, await signedIn(ours)],
  ]);
});

/** What a sender was told, in one text. */
type Outcome = { status: number; text: string };
const delivered = (sent: (w: PopulatedWorld) => Sent) => (w: PopulatedWorld) => send(app, sent(w));
const called =
  (path: string, words: object) =>
  async (w: PopulatedWorld): Promise<Outcome> => {
    const input = { ...(SAMPLE_INPUTS[path]!(w) as object), ...words };
    const { status, value, message } = await owners.get(w)!.mutate(path, input, w.slug);
    return { status, text: JSON.stringify([value, message]) };
  };

const WORD = "the-same-in-both";
const idempotent = { "idempotency-key": WORD };
const invocation = { "x-zendesk-webhook-invocation-id": WORD };

describe("a word that two organizations chose alike", () => {
  test.each<[string, string, (w: PopulatedWorld) => Promise<Outcome>]>([
    [
      "the Idempotency-Key of an item",
      "raw_event",
      delivered((w) => postItem(w.apiKey, w.launchId, idempotent)),
    ],
    [
      "the Idempotency-Key of a release",
      "release_marker",
      delivered((w) => postRelease(w.releasesKey, { launch: w.launchId }, idempotent)),
    ],
    [
      "the Idempotency-Key of a log batch",
      "ingest_batch",
      delivered((w) => postLogs(w.logs.key, w.logs.secret, idempotent)),
    ],
    [
      "a Zendesk invocation",
      "raw_event",
      delivered((w) => postTicket(w.zendesk.key, w.zendesk.secret, invocation)),
    ],
    ["the key of a logged call", "item", called("feedback.logItem", { idempotencyKey: WORD })],
    [
      "the delivery of a noted release",
      "release_marker",
      called("monitoring.recordRelease", { deliveryId: WORD }),
    ],
    ["the short name of a component", "component", called("launches.createComponent", { slug: WORD })],
    ["the name of a team", "team", called("launches.createTeam", { name: WORD })],
    ["an invited address", "invitation", called("tenancy.invite", { email: "both@example.test" })],
  ])("is one thing in each: %s", async (_, table, act) => {
    const count = async (w: PopulatedWorld) =>
      (
        await asAdmin<{ n: number }>(`select count(*)::int as n from ${table} where org_id = $1`, [w.orgId])
      )[0]!.n;
    expect((await act(theirs)).status).toBeLessThan(300);
    // Their own screens may be told of their own act a moment later.
    const theirRows = () => fingerprintOf(theirs.orgId, ["live_event"]);
    const [held, had] = [await theirRows(), await count(ours)];
    const outcome = await act(ours);
    expect([outcome.status < 300, leakedMarks(outcome.text, WORD, await marksOf(theirs))]).toEqual([
      true,
      [],
    ]);
    expect(await count(ours)).toBe(had + 1);
    expect(await theirRows()).toEqual(held);
  });
});
