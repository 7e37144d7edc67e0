import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sendMessage } from "@/server/communication/jobs";
import { deliverMessage, stopSending, writeMessagesIn } from "@/server/communication/messages.commands";
import { withScope } from "@/server/db/client";
import { changeSource, createSource } from "@/server/intake/sources.commands";
import { signZendesk } from "@/server/intake/sources/zendesk";
import { dropSingleton } from "@/server/platform/singleton";
import { pendingOf, post } from "@/server/testing/arrivals";
import { makeWorld, type World } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { startWebServer, type TestServer } from "@/server/testing/web-server";
import { runStages } from "./stages";

/** Public cases about mails that answer mails, and mails about one report, through the doors and a mail server. */

const taken: string[] = [];
const mailServer = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS", "AUTH"],
  onData(stream, _session, done) {
    let mail = "";
    stream.on("data", (part: Buffer) => (mail += part.toString()));
    stream.on("end", () => {
      taken.push(mail);
      done();
    });
  },
});
let web: TestServer;

beforeAll(async () => {
  await new Promise<void>((ready) => {
    mailServer.listen(0, "127.0.0.1", ready);
  });
  process.env["SMTP_URL"] = `smtp://127.0.0.1:${(mailServer.server.address() as AddressInfo).port}`;
  dropSingleton("env");
  web = await startWebServer();
});
afterAll(async () => {
  await web.close();
  stopSending();
  delete process.env["SMTP_URL"];
  dropSingleton("env");
  await new Promise<void>((done) => {
    mailServer.close(done);
  });
});

const acknowledged = (world: World) =>
  asAdmin<{ recipient: string; item_id: string }>(
    "select recipient, item_id from message where org_id = $1 and kind = 'acknowledgement' order by id",
    [world.orgId],
  );
const carry = async (world: World) => runStages(world.scope, await pendingOf(world));

/** Posts signed tickets of a helpdesk whose reporters are acknowledged. */
async function tickets(world: World, bodies: readonly object[]): Promise<void> {
  const source = await createSource(world.scope, { launchId: world.launchId, kind: "zendesk", name: "Desk" });
  await changeSource(world.scope, { id: source.id, version: 1, acknowledges: true });
  for (const [n, fields] of bodies.entries()) {
    const body = new TextEncoder().encode(
      JSON.stringify({ is_public: "true", author_role: "end-user", ...fields }),
    );
    const timestamp = new Date().toISOString();
    const answer = await fetch(`${web.url}/api/v1/webhooks/zendesk/${source.key}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-zendesk-webhook-signature": signZendesk(source.secret!, timestamp, body),
        "x-zendesk-webhook-signature-timestamp": timestamp,
        "x-zendesk-webhook-invocation-id": `loop-${world.orgId}-${n}`,
      },
      body,
    });
    expect(answer.status).toBe(202);
  }
}

describe("B5 an answer that is answered ends by itself, in whatever language", () => {
  test.each([
    [
      "Swedish",
      "Autosvar: Vi har fått ditt ärende",
      "Hej! Jag är på semester till den 3 augusti och läser inte min e-post.",
    ],
    [
      "Polish",
      "Automatyczna odpowiedź: Zgłoszenie",
      "Dziękuję za wiadomość. Przebywam na urlopie do 3 sierpnia.",
    ],
    ["Japanese", "自動返信: お問い合わせ", "ただいま休暇中です。8月4日以降にご返信いたします。"],
    ["Icelandic", "Sjálfvirkt svar", "Ég er í fríi og svara þegar ég kem aftur."],
  ])("thirty tickets from one address in %s", async (_language, title, text) => {
    const world = await makeWorld();
    await tickets(
      world,
      Array.from({ length: 30 }, (_, n) => ({
        ticket_id: `${n}`,
        title: `${title} (${n})`,
        latest_comment: `${text} ${n}`,
        requester_email: "away@buyer.example",
      })),
    );
    await carry(world);
    expect(await acknowledged(world)).toHaveLength(3);
  });
  test("a ticket that answers itself thirty times is acknowledged once", async () => {
    const world = await makeWorld();
    await tickets(
      world,
      Array.from({ length: 30 }, (_, n) => ({
        ticket_id: "7",
        title: "Autosvar: hej",
        latest_comment: `Tack för ditt mejl nummer ${n}. Vi hör av oss.`,
        requester_email: "loop@buyer.example",
      })),
    );
    await carry(world);
    expect(await acknowledged(world)).toHaveLength(1);
  });
  test("mailboxes that nobody reads get nothing, and people beside them do", async () => {
    const world = await makeWorld();
    await post(
      world,
      [
        "no-reply@shop.example",
        "noreply+77@shop.example",
        "do_not_reply@shop.example",
        "mailer-daemon@mx.example",
        "bounce-77@list.example",
        "ida@buyer.example",
      ].map((email, n) => ({ text: `The till prints nothing, number ${n}.`, email })),
    );
    await carry(world);
    expect((await acknowledged(world)).map((m) => m.recipient)).toEqual(["ida@buyer.example"]);
  });
  test("thirty reports of one address are all recorded, and few are acknowledged, over batches too", async () => {
    const world = await makeWorld();
    for (let round = 0; round < 3; round++) {
      await post(
        world,
        Array.from({ length: 10 }, (_, n) => ({
          text: `Shelf ${round}${n} shows no price.`,
          email: n % 2 ? "bo@buyer.example" : "Bo+x@Buyer.example",
        })),
      );
      await carry(world);
    }
    expect(await acknowledged(world)).toHaveLength(3);
    const [items] = await asAdmin<{ n: number }>("select count(*)::int as n from item where org_id = $1", [
      world.orgId,
    ]);
    expect(items!.n).toBe(30);
  });
});

describe("B9 the mails of one report are one thread", () => {
  const header = (mail: string, name: string): string =>
    new RegExp(`^${name}:((?:.|\\r?\\n[ \\t])*)`, "im").exec(mail)?.[1]?.replace(/\s+/g, " ").trim() ?? "";

  test("an acknowledgement and the mails after it refer to each other, at every try, and to no other report", async () => {
    const world = await makeWorld();
    const [itemId, otherId] = await post(world, [
      { text: "The till prints nothing.", email: "ida@buyer.example" },
      { text: "The map is empty since noon.", email: "bo@buyer.example" },
    ]);
    await carry(world);
    await withScope(world.scope, (tx) =>
      writeMessagesIn(
        tx,
        world.scope,
        sendMessage,
        ["fixed", "reply"].map((kind) => ({
          kind,
          launchId: world.launchId,
          itemId: itemId!,
          dedupeKey: `${kind}:${itemId!}`,
          recipient: "ida@buyer.example",
          subject: `About your report: ${kind}`,
          bodyText: "News.",
        })),
      ),
    );
    taken.length = 0;
    for (const row of await pendingOf(world, sendMessage.topic)) await deliverMessage(world.scope, row);
    expect(taken).toHaveLength(4);
    const ofIda = taken.filter((mail) => /^To:.*ida@/im.test(mail));
    const [first, ...later] = ofIda;
    const firstId = header(first!, "Message-ID");
    expect(firstId).toMatch(/^<[^@\s]+@[^@\s]+>$/);
    expect(header(first!, "References")).toContain(itemId);
    expect(header(first!, "In-Reply-To")).toContain(itemId);
    expect(later).toHaveLength(2);
    for (const mail of later) {
      expect(header(mail, "In-Reply-To")).toBe(firstId);
      expect(header(mail, "References")).toBe(`${header(first!, "References")} ${firstId}`);
      expect(header(mail, "Message-ID")).not.toBe(firstId);
    }
    const other = taken.find((mail) => /^To:.*bo@/im.test(mail))!;
    expect(header(other, "References")).toContain(otherId);
    expect(header(other, "References")).not.toContain(itemId);
  });

  /** Writes mails about a report, sends all that waits, and answers with what the mail server got for this recipient, oldest first. */
  async function sendAbout(
    world: World,
    itemId: string,
    recipient: string,
    kinds: string[],
  ): Promise<string[]> {
    await withScope(world.scope, (tx) =>
      writeMessagesIn(
        tx,
        world.scope,
        sendMessage,
        kinds.map((kind) => ({
          kind,
          launchId: world.launchId,
          itemId,
          dedupeKey: `${kind}:${itemId}`,
          recipient,
          subject: `About your report: ${kind}`,
          bodyText: "News.",
        })),
      ),
    );
    taken.length = 0;
    for (const row of await pendingOf(world, sendMessage.topic)) await deliverMessage(world.scope, row);
    return taken.filter((mail) => mail.includes(recipient));
  }
  const itemsOf = (world: World) =>
    asAdmin<{ id: string }>("select id from item where org_id = $1 order by id", [world.orgId]);

  test("a ticket's too, whose reporter is acknowledged", async () => {
    const world = await makeWorld();
    await tickets(world, [
      {
        ticket_id: "9101",
        title: "Blank receipts",
        latest_comment: "All blank.",
        requester_email: "kim@buyer.example",
      },
    ]);
    await carry(world);
    const [item] = await itemsOf(world);
    const [first, later] = await sendAbout(world, item!.id, "kim@buyer.example", ["fixed"]);
    expect(header(first!, "References")).toContain(item!.id);
    expect(header(later!, "In-Reply-To")).toBe(header(first!, "Message-ID"));
  });

  test("also where the first of them was no acknowledgement", async () => {
    const world = await makeWorld();
    const [itemId] = await post(world, [{ text: "The scale shows ounces." }]);
    await carry(world);
    const [first, second] = await sendAbout(world, itemId!, "lea@buyer.example", ["fixed", "reply"]);
    expect(header(first!, "References")).toContain(itemId);
    expect(header(second!, "In-Reply-To")).toBe(header(first!, "Message-ID"));
  });

  test("and two reports of one person are two threads", async () => {
    const world = await makeWorld();
    const [one, other] = await post(world, [
      { text: "The drawer opens by itself.", email: "max@buyer.example" },
      { text: "Prices are shown without tax.", email: "max@buyer.example" },
    ]);
    await carry(world);
    const mails = await sendAbout(world, one!, "max@buyer.example", ["fixed"]);
    const ofOne = mails.filter((mail) => header(mail, "References").includes(one!));
    const ofOther = mails.filter((mail) => header(mail, "References").includes(other!));
    expect([ofOne.length, ofOther.length]).toEqual([2, 1]);
    expect(header(ofOne[1]!, "In-Reply-To")).toBe(header(ofOne[0]!, "Message-ID"));
  });
});
