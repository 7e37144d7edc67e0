import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sendMessage } from "@/server/communication/jobs";
import { deliverMessage, stopSending } from "@/server/communication/messages.commands";
import { receive } from "@/server/db/receive";
import { loadPending } from "@/server/jobs/attempts";
import { sha256 } from "@/server/platform/crypto";
import { dropSingleton } from "@/server/platform/singleton";
import { makeWorld, type World } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { signedIn } from "@/server/testing/visitor";
import { runStages } from "./stages";

const taken: string[] = [];
const mailServer = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS", "AUTH"],
  onData(stream, session, done) {
    stream.resume();
    stream.on("end", () => {
      taken.push(...session.envelope.rcptTo.map(({ address }) => address));
      done();
    });
  },
});

beforeAll(async () => {
  await new Promise<void>((ready) => {
    mailServer.listen(0, "127.0.0.1", ready);
  });
  const { port } = mailServer.server.address() as AddressInfo;
  process.env["SMTP_URL"] = `smtp://127.0.0.1:${port}`;
  dropSingleton("env");
});
afterAll(async () => {
  stopSending();
  delete process.env["SMTP_URL"];
  dropSingleton("env");
  await new Promise<void>((done) => {
    mailServer.close(done);
  });
});

const pending = async (world: World, topic: string) =>
  loadPending(
    world.scope,
    (
      await asAdmin<{ id: string }>(
        "select id from outbox where org_id = $1 and topic = $2 and state = 'pending' order by id",
        [world.orgId, topic],
      )
    ).map(({ id }) => id),
  );

let n = 0;
/** Takes reports from intake to the mail server, as the worker does. */
async function reported(world: World, emails: readonly string[]): Promise<void> {
  for (const email of emails) {
    const body = Buffer.from(
      JSON.stringify({ launch: world.launchSlug, text: `The payment fails, ${++n}.`, reporter: { email } }),
    );
    await receive({
      orgId: world.orgId,
      sourceId: world.apiSourceId,
      launchId: world.launchId,
      deliveryId: `d${n}`,
      contentType: "application/json",
      headers: {},
      body,
      bodyHash: sha256(body),
      occurredAt: new Date(),
    });
  }
  await runStages(world.scope, await pending(world, "pipeline.run"));
  for (const row of await pending(world, sendMessage.topic)) await deliverMessage(world.scope, row);
}

const messages = (world: World) =>
  asAdmin<{ state: string; last_error: string | null }>(
    "select state, last_error from message where org_id = $1 order by id",
    [world.orgId],
  );

test("a mailbox gets five acknowledgements an hour; what is over is recorded as not sent, and every report is taken", async () => {
  const [one, two] = [await makeWorld(), await makeWorld()];
  await reported(one, ["Jo@buyer.example", "j.o@buyer.example", "jo+1@buyer.example"]);
  await reported(two, ["jo+2@BUYER.example", "jo@buyer.example", "jo+3@buyer.example", "ann@buyer.example"]);
  expect(taken.filter((address) => address.startsWith("ann"))).toHaveLength(1);
  expect(taken).toHaveLength(6);
  expect((await messages(one)).map(({ state }) => state)).toEqual(["sent", "sent", "sent"]);
  const mails = await messages(two);
  expect(mails.map(({ state }) => state).sort()).toEqual(["failed", "sent", "sent", "sent"]);
  expect(mails.find(({ state }) => state === "failed")!.last_error).toMatch(
    /several times within the last hour/,
  );
  const [items] = await asAdmin<{ n: number }>("select count(*)::int as n from item where org_id = any($1)", [
    [one.orgId, two.orgId],
  ]);
  expect(items!.n).toBe(7);
  for (const world of [one, two]) expect(await pending(world, sendMessage.topic)).toEqual([]);
  const owner = await signedIn(two);
  const shown = await owner.query("communication.messages", { state: "failed", limit: 10 }, two.slug);
  expect(shown.value).toMatchObject({
    rows: [{ state: "failed", recipient: expect.stringContaining("jo") }],
  });
});

test("a mail server that is away for a while uses nothing up", async () => {
  const world = await makeWorld();
  const away = process.env["SMTP_URL"];
  process.env["SMTP_URL"] = "smtp://127.0.0.1:1";
  dropSingleton("env");
  stopSending();
  await expect(reported(world, ["kim@buyer.example"])).rejects.toThrow();
  for (let round = 0; round < 6; round++) {
    const rows = await pending(world, sendMessage.topic);
    expect(rows).toHaveLength(1);
    for (const row of rows) await expect(deliverMessage(world.scope, row)).rejects.toThrow();
  }
  process.env["SMTP_URL"] = away;
  dropSingleton("env");
  stopSending();
  for (const row of await pending(world, sendMessage.topic)) await deliverMessage(world.scope, row);
  expect((await messages(world)).map(({ state }) => state)).toEqual(["sent"]);
});
