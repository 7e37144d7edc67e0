import { createServer, type AddressInfo, type Server } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eachRow } from "./each-row";
import { withScope } from "@/server/db/client";
import { loadPending, recordFailure } from "@/server/jobs/attempts";
import { dropSingleton } from "@/server/platform/singleton";
import { makeWorld } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { withTimeouts } from "@/server/communication/channels/smtp";
import { sendMessage } from "@/server/communication/jobs";
import { deliverMessage, stopSending, writeMessagesIn } from "@/server/communication/messages.commands";

let server: Server;
let connections = 0;

/** A mail server that accepts every connection and never says a word. */
beforeAll(async () => {
  server = createServer(() => (connections += 1));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  process.env["SMTP_URL"] = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}?greetingTimeout=150`;
  dropSingleton("env");
});
afterAll(() => {
  stopSending();
  delete process.env["SMTP_URL"];
  server.close();
});

test("mails wait for a mail server that says nothing, together and without being counted against", async () => {
  const { scope, orgId } = await makeWorld();
  await withScope(scope, (tx) =>
    writeMessagesIn(
      tx,
      scope,
      sendMessage,
      ["one", "two", "three"].map((name) => ({
        kind: "acknowledgement",
        launchId: null,
        itemId: null,
        dedupeKey: name,
        recipient: `${name}@example.test`,
        subject: "Thank you",
        bodyText: "We have your report.",
      })),
    ),
  );
  const outbox = await asAdmin<{ id: string }>("select id from outbox where org_id = $1", [orgId]);
  const rows = await loadPending(
    scope,
    outbox.map((row) => row.id),
  );
  const failure = await eachRow(deliverMessage)({ scope, rows }).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: "UNAVAILABLE", details: { reason: "mail_server" } });
  expect(connections, "the others would have waited as long to find out the same").toBe(1);

  await recordFailure(scope, rows, failure, sendMessage);
  expect(
    await asAdmin(
      "select state, attempts, available_at > now() + interval '5 s' as waits from outbox where org_id = $1",
      [orgId],
    ),
  ).toEqual(Array.from({ length: 3 }, () => ({ state: "pending", attempts: 0, waits: true })));
  expect(
    await asAdmin("select state from message where org_id = $1 and state <> 'pending'", [orgId]),
  ).toEqual([]);
});

test("what the address of a mail server says about patience stays", () => {
  const url = new URL(withTimeouts("smtps://me:pa%20ss@mail.example.com:465/?socketTimeout=5&pool=true"));
  expect(url.searchParams.get("socketTimeout")).toBe("5");
  expect(url.searchParams.get("pool")).toBe("true");
  expect(url.searchParams.get("greetingTimeout")).toBe("10000");
  expect([url.protocol, url.username, url.password, url.host]).toEqual([
    "smtps:",
    "me",
    "pa%20ss",
    "mail.example.com:465",
  ]);
});
