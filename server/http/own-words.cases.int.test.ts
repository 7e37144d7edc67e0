import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { runStages } from "@/server/pipeline/stages";
import { createApiKey } from "@/server/tenancy/api-keys.commands";
import { pendingOf } from "@/server/testing/arrivals";
import { makeWorld, type World } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { startWebServer, type TestServer } from "@/server/testing/web-server";

/** Public cases about words that a report only repeats, through the door of applications, each with siblings of the same kind. */

let web: TestServer;
let world: World;
let key: string;

beforeAll(async () => {
  web = await startWebServer();
});
afterAll(() => web.close());
beforeEach(async () => {
  world = await makeWorld();
  key = (await createApiKey(world.scope, { name: "app", scopes: ["items:write"], lifetimeDays: null }))
    .secret;
});

async function report(text: string, title = "Re: Ticket 501", email = "ida@buyer.example"): Promise<void> {
  const answer = await fetch(`${web.url}/api/v1/items`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ launch: world.launchSlug, title, text, reporter: { email } }),
  });
  expect(answer.status).toBe(202);
}
const carry = async () => runStages(world.scope, await pendingOf(world));
const issues = () =>
  asAdmin<{ title: string; severity: string; item_count: number }>(
    "select title, severity, item_count from issue where org_id = $1 order by id",
    [world.orgId],
  );
const entries = () =>
  asAdmin<{ own_words: string; quoted_words: string }>(
    "select own_words, quoted_words from item_entry where org_id = $1 order by id",
    [world.orgId],
  );

const OWN = "It is fine again, many thanks to all of you!";
const THEIRS = "My card was charged twice for the same order and nobody can pay any more.";
const head = (from: string, sent: string, to: string, subject: string): string =>
  `${from} Help Desk <desk@shop.example>\n${sent} Monday, November 2, 2026 10:14\n${to} Ida\n${subject} Charged twice\n\n${THEIRS}`;

const QUOTES: [string, string][] = [
  ["(a) Outlook's head", `${OWN}\n\n${head("From:", "Sent:", "To:", "Subject:")}`],
  ["(b) the same in German", `${OWN}\n\n${head("Von:", "Gesendet:", "An:", "Betreff:")}`],
  ["(b) the same in Czech", `${OWN}\n\n${head("Od:", "Odesláno:", "Komu:", "Předmět:")}`],
  ["(b) the same in Korean", `${OWN}\n\n${head("보낸 사람:", "보낸 날짜:", "받는 사람:", "제목:")}`],
  [
    "(c) Gmail's byline on two lines",
    `${OWN}\n\nOn Mon, Nov 2, 2026 at 10:14 AM The Help Desk of the Shop\n<desk@shop.example> wrote:\n\n> ${THEIRS}`,
  ],
  [
    "(c) the same in Dutch",
    `${OWN}\n\nOp ma 2 nov 2026 om 10:14 schreef Help Desk\n<desk@shop.example>:\n\n> ${THEIRS}`,
  ],
  ["(d) marked lines", `${OWN}\n\nOn Mon, 2 Nov 2026, Help Desk wrote:\n> Hello,\n> ${THEIRS}`],
  [
    "(d) marked lines below a byline in Turkish",
    `${OWN}\n\nHelp Desk, 2 Kas 2026 Pzt, 10:14 tarihinde şunu yazdı:\n> ${THEIRS}`,
  ],
  ["(e) own words under the quote", `On Mon, 2 Nov 2026, Help Desk wrote:\n> Hello,\n> ${THEIRS}\n\n${OWN}`],
  [
    "a mail passed on with a word",
    `${OWN}\n\n-------- Weitergeleitete Nachricht --------\n${head("Betreff:", "Datum:", "Von:", "An:")}`,
  ],
  [
    "a disclaimer",
    `${OWN}\n\nThis message is confidential and for its addressee alone. Data that leaked to the wrong ` +
      `person through a mail like this must be destroyed at once; security breaches are prosecuted.`,
  ],
  ["a signature", `${OWN}\n\n--\nIda Berg\nPayments down? Data lost? Everything is broken? Call 112.`],
];

describe("B4 only what a person wrote decides and is compared", () => {
  test.each(QUOTES)("%s", async (_name, text) => {
    await report(text);
    await carry();
    const [issue] = await issues();
    expect(["minor", "cosmetic"]).toContain(issue!.severity);
    expect(issue!.title).not.toMatch(/charged|Ticket 501|Charged/);
    const [entry] = await entries();
    expect(entry!.own_words).toBe(OWN);
    expect(entry!.quoted_words).not.toBe("");
    const [item] = await asAdmin<{ text: string; provenance: object }>(
      "select text, provenance from item where org_id = $1",
      [world.orgId],
    );
    expect(item!.text).toBe(OWN);
    expect(JSON.stringify(item!.provenance)).not.toMatch(/charged twice/i);
  });
  test("reports that quote the same mail are not alike for it", async () => {
    const written = [
      "The opening hours on the map are those of last year.",
      "Could the newsletter come in French as well?",
      "The blue of the buttons is hard to see for me.",
    ];
    for (const [n, own] of written.entries())
      await report(
        `${own}\n\n${head("From:", "Sent:", "To:", "Subject:")}`,
        "Re: Ticket 501",
        `p${n}@buyer.example`,
      );
    await carry();
    expect((await issues()).map((i) => i.item_count)).toEqual([1, 1, 1]);
  });
  test("what a person writes of a charge of their own is as severe as ever", async () => {
    await report(`${THEIRS}\n\n${head("From:", "Sent:", "To:", "Subject:").replace(THEIRS, OWN)}`);
    await carry();
    expect(await issues()).toMatchObject([{ severity: "critical" }]);
  });
  test("a list of one's own that looks like a head stays", async () => {
    const text = "Booking fails.\nFrom: Berlin\nTo: Hamburg\nDate: 2 Nov 2026\nThen the page is empty.";
    await report(text, "Booking");
    await carry();
    expect(await entries()).toMatchObject([{ own_words: text, quoted_words: "" }]);
  });
});
