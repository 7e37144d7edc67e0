import type { AddressInfo } from "node:net";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { LANGUAGES } from "@/contracts/languages";
import { acknowledgeItem, sendMessage, sendSecurityMessage } from "@/server/communication/jobs";
import {
  acknowledgeLaterIn,
  acknowledgeRecorded,
} from "@/server/communication/late-acknowledgements.commands";
import { deliverMessage, stopSending } from "@/server/communication/messages.commands";
import { LINK_PLACEHOLDER } from "@/server/communication/secret-links.queries";
import { writeInvitationMail, writePasswordResetMail } from "@/server/communication/system-mail.commands";
import { withScope } from "@/server/db/client";
import { createHttpApp } from "@/server/http/app";
import type { HttpApp } from "@/server/http/route";
import { dropSingleton } from "@/server/platform/singleton";
import { sendInvitation, sendPasswordReset } from "@/server/tenancy/jobs";
import { workerScope } from "@/server/tenancy/scope.commands";
import { pendingOf } from "@/server/testing/arrivals";
import { makeWorld, type World } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { signedIn, Visitor } from "@/server/testing/visitor";
import { runStages } from "./stages";

/** Mails in the languages of those who read them, from the form and the screens through a mail server. */

const taken: Buffer[] = [];
const mailServer = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS", "AUTH"],
  onData(stream, _session, done) {
    const parts: Buffer[] = [];
    stream.on("data", (part: Buffer) => parts.push(part));
    stream.on("end", () => {
      taken.push(Buffer.concat(parts));
      done();
    });
  },
});
let app: HttpApp;
let world: World;

beforeAll(async () => {
  await new Promise<void>((ready) => {
    mailServer.listen(0, "127.0.0.1", ready);
  });
  process.env["SMTP_URL"] = `smtp://127.0.0.1:${(mailServer.server.address() as AddressInfo).port}`;
  dropSingleton("env");
  app = createHttpApp();
});
beforeEach(async () => {
  taken.length = 0;
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

const GERMAN = "Die Rechnung vom Oktober fehlt seit gestern, und der Support antwortet nicht.";

/** Posts the form as a page does that was drawn in a language, and reads what arrived as a worker does. */
async function report(fields: Record<string, string>): Promise<void> {
  const answer = await app.request(`/api/v1/forms/${world.formKey}`, {
    method: "POST",
    headers: { accept: "application/json", "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ email: `ida@${world.slug}.example`, ...fields }).toString(),
  });
  expect(answer.status).toBe(202);
  await runStages(world.scope, await pendingOf(world));
}

/** Sends what waits, and reads the only mail that the server got. */
async function sentMail(topic: string = sendMessage.topic) {
  for (const row of await pendingOf(world, topic)) await deliverMessage(workerScope(world.orgId), row);
  expect(taken).toHaveLength(1);
  const { subject, text } = await PostalMime.parse(taken[0]!);
  return { raw: taken[0]!.toString("latin1"), subject, text: text ?? "" };
}
const nameLaunch = (name: string) =>
  asAdmin("update launch set name = $2 where org_id = $1", [world.orgId, name]);

describe("an acknowledgement", () => {
  test("of a report posted with lang=pl is in Polish, and its subject arrives whole", async () => {
    const launch = "Zażółć gęślą jaźń – sklep internetowy „Północ” w trzech krajach";
    await nameLaunch(launch);
    await report({ text: GERMAN, lang: "pl" });
    const { raw, subject, text } = await sentMail();
    const [head] = raw.split("\r\n\r\n");
    expect(head).toMatch(/^Subject: =\?UTF-8\?[QB]\?/m);
    expect(head).toMatch(/^[\x20-\x7e\r\n]*$/);
    for (const line of head!.split("\r\n")) expect(line.length).toBeLessThanOrEqual(78);
    expect(subject).toMatch(/^Otrzymaliśmy zgłoszenie: .+ \(R-[0-9A-Z]{4}-[0-9A-Z]{4}\)$/);
    expect(subject).toContain(launch);
    expect(text).toContain("Nie trzeba robić nic więcej.");
    expect(text).toContain(`> ${GERMAN}`);
    expect(text).toMatch(/^http\S+\/report\/\S+\?lang=pl$/m);
  });

  test.each([
    ["its page is in a language with a region", { text: GERMAN, lang: "sv-FI" }, "rapport om", "sv"],
    ["its page is in none of ours", { text: GERMAN, lang: "xx" }, "Ihre Meldung zu", "de"],
    ["its page does not say", { text: GERMAN }, "Ihre Meldung zu", "de"],
    ["its page is in English and it is not", { text: GERMAN, lang: "en" }, "Ihre Meldung zu", "de"],
    ["its page is in English and it is short", { text: "Page blank", lang: "en" }, "your report", "en"],
    ["what is posted is no language at all", { text: "500", lang: "'{0}\r\nx" }, "your report", "en"],
  ])("where %s", async (_name, fields, words, language) => {
    await report(fields);
    const { subject, text } = await sentMail();
    expect(subject).toContain(words);
    expect(text).toMatch(new RegExp(`/report/\\S+\\?lang=${language}$`, "m"));
  });

  test("that is written later is in the same language", async () => {
    await report({ text: GERMAN, lang: "tr" });
    await asAdmin("delete from message where org_id = $1", [world.orgId]);
    await asAdmin("delete from outbox where org_id = $1 and topic = $2", [world.orgId, sendMessage.topic]);
    const items = await asAdmin<{ id: string }>("select id from item where org_id = $1", [world.orgId]);
    await withScope(world.scope, (tx) =>
      acknowledgeLaterIn(
        tx,
        world.scope,
        items.map(({ id }) => id),
      ),
    );
    await acknowledgeRecorded(world.scope, await pendingOf(world, acknowledgeItem.topic));
    const { subject, text } = await sentMail();
    expect(subject).toContain("hakkındaki bildiriminizi aldık");
    expect(text).toContain(`> ${GERMAN}`);
  });

  test("whose launch has a name like a message, a header and mark-up is what it would be otherwise", async () => {
    const launch = "{0} '{ <b>x</b>\r\nBcc: all@example.test";
    await nameLaunch(launch);
    await report({ text: "The basket is empty since noon today.", lang: "en" });
    const { raw, subject, text } = await sentMail();
    expect(raw).not.toMatch(/^Bcc:/m);
    expect(subject).toContain("about {0} '{ <b>x</b> Bcc: all@example.test (R-");
    expect(text).toContain("about {0} '{ <b>x</b> Bcc: all@example.test.");
  });
});

test.each(["invitation_language_check", "account_link_language_check"])(
  "%s lets in the languages of the catalogue and no other",
  async (name) => {
    const [check] = await asAdmin<{ rule: string }>(
      "select pg_get_constraintdef(oid) as rule from pg_constraint where conname = $1",
      [name],
    );
    const listed = [...check!.rule.matchAll(/'([^']+)'/g)].map(([, language]) => language);
    expect(listed).toEqual([...LANGUAGES]);
  },
);

describe("a mail with a link", () => {
  const links = (text: string) => text.split("\n").filter((line) => /^https?:\/\/\S+$/.test(line));

  test("invites in the language that the inviter chose", async () => {
    const owner = await signedIn(world);
    const given = { email: `${crypto.randomUUID()}@example.test`, role: "support" };
    const { value } = await owner.mutate("tenancy.invite", { ...given, language: "sv" }, world.slug);
    const { invitationId: ref } = value as { invitationId: string };
    const [row] = await pendingOf(world, sendInvitation.topic);
    await writeInvitationMail(workerScope(world.orgId), { id: row!.id, ref });
    const { subject, text } = await sentMail(sendSecurityMessage.topic);
    expect(subject).toContain("bjuder in dig till");
    expect(text).toContain("Din roll: support.");
    expect(links(text)).toHaveLength(1);
  });

  test("is not invited in a language that is not ours", async () => {
    const owner = await signedIn(world);
    const given = { email: `${crypto.randomUUID()}@example.test`, role: "support", language: "xx" };
    expect((await owner.mutate("tenancy.invite", given, world.slug)).status).toBe(400);
  });

  test.each([
    ["it-CH,it;q=0.9,en;q=0.8", "Reimposti la Sua password", "abbiamo ricevuto"],
    ["cs,sk;q=0.9", "Reset your Steady password", "We received a request"],
    ["", "Reset your Steady password", "We received a request"],
    ["no language, ".repeat(45), "Reset your Steady password", "We received a request"],
    ["fi;q=0.9, nl;q=0.5, en;q=0.1", "Stel uw wachtwoord", "verzoek ontvangen"],
  ])(
    "sets a new password, in the language of the browser that asked for it: %s",
    async (accepted, title, words) => {
      const visitor = new Visitor("203.0.113.7", { "accept-language": accepted });
      await visitor.mutate("account.requestPasswordReset", { email: world.email });
      const [row] = await pendingOf(world, sendPasswordReset.topic);
      await writePasswordResetMail(workerScope(world.orgId), row!);
      const { subject, text } = await sentMail(sendSecurityMessage.topic);
      expect(subject).toContain(title);
      expect(text).toContain(words);
      expect(links(text)).toHaveLength(1);
    },
  );

  test("has its link where it belongs also when a name reads like the place for it", async () => {
    await asAdmin("update organization set name = $2 where id = $1", [world.orgId, LINK_PLACEHOLDER]);
    const owner = await signedIn(world);
    const given = { email: `${crypto.randomUUID()}@example.test`, role: "support" };
    await owner.mutate("tenancy.invite", given, world.slug);
    const [row] = await pendingOf(world, sendInvitation.topic);
    await writeInvitationMail(workerScope(world.orgId), row!);
    const { text } = await sentMail(sendSecurityMessage.topic);
    expect(links(text)).toHaveLength(1);
    expect(text).toContain(`to join ${LINK_PLACEHOLDER} on Steady`);
  });
});
