import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { withScope } from "@/server/db/client";
import type { ErasureSubject } from "@/server/db/erasing";
import { loadPending, recordFailure, type PendingRow } from "@/server/jobs/attempts";
import { replayDeadLetters } from "@/server/pipeline/dead-letters.commands";
import { dropSingleton } from "@/server/platform/singleton";
import { makeWorld, type World } from "@/server/testing/factories";
import { makeIssue, makeItem } from "@/server/testing/issues";
import { asAdmin } from "@/server/testing/queries";
import { eraseMessagesIn } from "./erase.commands";
import { sendMessage } from "./jobs";
import { deliverMessage, stopSending, writeMessagesIn } from "./messages.commands";

/** What a mail server's answer makes of a message and of the work of sending it. */

let taken: string[] = [];
/** How the server answers a recipient: with this code, or well. */
let refusal: number | null = null;
/** What happens while the server has a mail in hand. */
let meanwhile: (() => Promise<unknown>) | null = null;
const mailServer = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS", "AUTH"],
  onRcptTo(_address, _session, done) {
    const answer = () =>
      done(refusal === null ? null : Object.assign(new Error("So it says."), { responseCode: refusal }));
    if (meanwhile) void meanwhile().then(answer);
    else answer();
  },
  onData(stream, session, done) {
    stream.resume();
    stream.on("end", () => {
      taken.push(...session.envelope.rcptTo.map(({ address }) => address));
      done();
    });
  },
});
let world: World;

beforeAll(async () => {
  await new Promise<void>((ready) => {
    mailServer.listen(0, "127.0.0.1", ready);
  });
  process.env["SMTP_URL"] = `smtp://127.0.0.1:${(mailServer.server.address() as AddressInfo).port}`;
  dropSingleton("env");
});
beforeEach(async () => {
  [taken, refusal, meanwhile] = [[], null, null];
  world = await makeWorld();
});
afterAll(async () => {
  stopSending();
  delete process.env["SMTP_URL"];
  dropSingleton("env");
  await new Promise<void>((done) => {
    mailServer.close(done);
  });
});

const NOTHING: ErasureSubject = {
  itemIds: [],
  reports: [],
  rawEventIds: [],
  reporterIds: [],
  emails: [],
  issueIds: [],
  sourceIds: [],
  since: new Date(0),
  quotes: () => false,
  names: [],
  withoutNames: (text) => text,
};

const write = (recipient: string, itemId: string | null = null) =>
  withScope(world.scope, (tx) =>
    writeMessagesIn(tx, world.scope, sendMessage, [
      {
        kind: "acknowledgement",
        launchId: world.launchId,
        itemId,
        dedupeKey: recipient,
        recipient,
        subject: "Thank you",
        bodyText: "We have your report.",
      },
    ]),
  );
const pending = async (): Promise<PendingRow[]> =>
  loadPending(
    world.scope,
    (await asAdmin<{ id: string }>("select id from outbox where org_id = $1", [world.orgId])).map(
      ({ id }) => id,
    ),
  );
/** Carries out what waits, as the worker does. */
async function carry(): Promise<void> {
  for (const row of await pending())
    await deliverMessage(world.scope, row).catch((error: unknown) =>
      recordFailure(world.scope, [row], error, sendMessage),
    );
}
const messages = () =>
  asAdmin("select state, attempts, last_error from message where org_id = $1 order by id", [world.orgId]);
const work = () =>
  asAdmin<{ id: string; state: string; attempts: number }>(
    "select id, state, attempts from outbox where org_id = $1",
    [world.orgId],
  );

describe("a message", () => {
  test("that the server takes is sent once, however often its work is carried out", async () => {
    expect(await write("ida@buyer.example")).toBe(1);
    expect(await write("ida@buyer.example"), "one per person and event").toBe(0);
    const rows = await pending();
    await carry();
    for (const row of rows) await deliverMessage(world.scope, row);
    expect(taken).toEqual(["ida@buyer.example"]);
    expect(await messages()).toEqual([{ state: "sent", attempts: 1, last_error: null }]);
    expect(await work()).toMatchObject([{ state: "done" }]);
  });

  test("that the server asks to wait for is put off, waits with its reason, and is sent when its time has come", async () => {
    await write("ida@buyer.example");
    refusal = 451;
    await carry();
    expect(await messages()).toMatchObject([
      { state: "pending", attempts: 1, last_error: expect.stringContaining("asks to wait") },
    ]);
    expect(
      await asAdmin(
        "select state, attempts, available_at > now() + interval '30 s' as waits from outbox where org_id = $1",
        [world.orgId],
      ),
    ).toEqual([{ state: "pending", attempts: 1, waits: true }]);
    refusal = null;
    await carry();
    expect(await messages()).toEqual([{ state: "sent", attempts: 2, last_error: null }]);
  });

  test("that the server refuses for good is given up at once, says why, and is tried once more when somebody wants it", async () => {
    await write("nobody@buyer.example");
    refusal = 550;
    await carry();
    expect(await messages()).toMatchObject([
      { state: "failed", attempts: 1, last_error: expect.stringContaining("refused the message") },
    ]);
    const [dead] = await work();
    expect(dead).toMatchObject({ state: "dead", attempts: 1 });
    refusal = null;
    await replayDeadLetters(world.scope, [dead!.id]);
    await carry();
    expect(taken).toEqual(["nobody@buyer.example"]);
    expect(await messages()).toEqual([{ state: "sent", attempts: 2, last_error: null }]);
  });

  test("that was put off for the last time is given up", async () => {
    await write("ida@buyer.example");
    await asAdmin("update outbox set attempts = $2 where org_id = $1", [
      world.orgId,
      sendMessage.attempts * 4 - 1,
    ]);
    refusal = 451;
    await carry();
    expect(await messages()).toMatchObject([{ state: "failed" }]);
    expect(await work()).toMatchObject([{ state: "dead" }]);
  });

  test("that is erased while the server has it in hand stays erased, whatever the server says", async () => {
    for (const code of [null, 451, 550]) {
      world = await makeWorld();
      const itemId = await makeItem(world, { issueId: await makeIssue(world) });
      await write(`ida-${code}@buyer.example`, itemId);
      refusal = code;
      meanwhile = () =>
        withScope(world.scope, (tx) => eraseMessagesIn(tx, world.scope, { ...NOTHING, itemIds: [itemId] }));
      await carry();
      expect(await messages(), `the server says ${code}`).toMatchObject([
        { state: "cancelled", last_error: null },
      ]);
    }
  });
});

test("a mailbox that had its mails of the day gets no more, and the report's message says so", async () => {
  // Twenty a day and five an hour: an hour's room is made by forgetting the hours.
  for (let n = 0; n < 21; n++) {
    await asAdmin("delete from limits.bucket where key like 'mailbox:%'");
    world = await makeWorld();
    await write("busy@buyer.example");
    await carry();
  }
  expect(taken).toHaveLength(20);
  expect(await messages()).toMatchObject([
    { state: "failed", last_error: expect.stringContaining("many times within the last day") },
  ]);
  expect(await work()).toMatchObject([{ state: "done" }]);
});
