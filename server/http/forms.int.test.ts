import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { PEER_HEADER } from "@/server/api/caller";
import { changeSource } from "@/server/intake/sources.commands";
import { forgetSource } from "@/server/intake/source-lookup.queries";
import { toDraft } from "@/server/intake/drafts";
import { loadRawEvents } from "@/server/intake/raw-events.queries";
import { sha256 } from "@/server/platform/crypto";
import { makeWorld, type World } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { startWebServer, type TestServer } from "@/server/testing/web-server";
import { createHttpApp } from "./app";

let web: TestServer;
let world: World;

beforeAll(async () => {
  web = await startWebServer();
});
beforeEach(async () => {
  world = await makeWorld();
});
afterAll(() => web.close());

const url = () => `${web.url}/api/v1/forms/${world.formKey}`;
/** As a browser without JavaScript posts it. */
const submit = (fields: Record<string, string | Blob>, headers: Record<string, string> = {}) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return fetch(url(), {
    method: "POST",
    body: form,
    redirect: "manual",
    headers: { accept: "text/html,application/xhtml+xml,*/*;q=0.8", ...headers },
  });
};
const events = () =>
  asAdmin<{ id: string; body: Buffer; item_id: string; headers: Record<string, string> }>(
    "select id, body, item_id, headers from raw_event where source_id = $1 order by id",
    [world.formSourceId],
  );
const picture = (width = 40, height = 30) =>
  sharp({ create: { width, height, channels: 3, background: "#c33" } });

describe("a form without JavaScript", () => {
  test("ends on a page of its own that holds the reference, after the report is committed", async () => {
    const answer = await submit(
      {
        text: "Nothing happens\r\nwhen I press pay.",
        email: "ana@example.test",
        url: "https://shop.example/pay",
        version: "2.0",
        account: "acme",
        request_id: "q1",
        nonce: "n1",
        website: "",
      },
      { "accept-language": "pt-BR,pt", "user-agent": "Firefox" },
    );
    expect(answer.status).toBe(303);
    const to = new URL(answer.headers.get("location")!, web.url);
    expect(to.pathname).toBe(`/f/${world.formKey}/sent`);
    expect(to.searchParams.get("ref")).toMatch(/^R-/);
    const [stored] = await events();
    const [raw] = await loadRawEvents(world.scope, [stored!.id]);
    expect(raw).toMatchObject({
      sourceKind: "form",
      sourceName: "Form",
      launchId: world.launchId,
      itemId: stored!.item_id,
      reference: to.searchParams.get("ref"),
    });
    expect(toDraft(raw!)).toMatchObject({
      ok: true,
      draft: {
        text: "Nothing happens\nwhen I press pay.",
        reporter: { email: "ana@example.test", account: "acme" },
        isMarkedSpam: false,
        context: {
          url: "https://shop.example/pay",
          version: "2.0",
          requestId: "q1",
          locale: "pt-BR",
          userAgent: "Firefox",
        },
      },
    });
  });

  test("pressed twice is one report; the same page sent again with other words is another", async () => {
    const first = { text: "Once.", nonce: "same" };
    const answers = await Promise.all([submit(first), submit(first), submit(first)]);
    expect(new Set(answers.map((a) => a.headers.get("location"))).size).toBe(1);
    await submit({ ...first, text: "Once more, with detail." });
    await submit({ text: "Once." });
    await submit({ text: "Once." });
    expect(await events()).toHaveLength(4);
  });

  test("that cannot be taken comes back as a page with the reason and everything that was typed, and stores nothing", async () => {
    const answer = await submit({
      text: `It says <b>"error"</b> & stops${" x".repeat(10_000)}`,
      email: "not an address",
      version: "2.0",
    });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([422, "text/html; charset=utf-8"]);
    const page = await answer.text();
    expect(page).toContain("Please keep it under 20,000 characters.");
    expect(page).toContain("It says &lt;b&gt;&quot;error&quot;&lt;/b&gt; &amp; stops");
    expect(page).toContain('value="not an address"');
    expect(page).toContain('name="version" value="2.0"');
    expect(page).not.toContain("<b>");
    const policy = answer.headers.get("content-security-policy")!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("unsafe");
    expect(page).toContain(`<style nonce="${/'nonce-([^']+)'/.exec(policy)![1]!}"`);
    expect(await events()).toHaveLength(0);
  });

  test("whose honeypot is filled looks like any other, and is kept with that sign", async () => {
    const answer = await submit({ text: "Cheap watches", website: "https://spam.example" });
    expect(answer.status).toBe(303);
    const [stored] = await events();
    const [raw] = await loadRawEvents(world.scope, [stored!.id]);
    expect(toDraft(raw!)).toMatchObject({ ok: true, draft: { formSigns: { isTrapFilled: true } } });
  });

  test("that is paused says so and stores nothing", async () => {
    await changeSource(world.scope, { id: world.formSourceId, version: 1, state: "paused" });
    forgetSource(world.formKey);
    const answer = await submit({ text: "Hello?" });
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining("is paused")]);
    expect(await events()).toHaveLength(0);
  });
});

describe("a form as JSON", () => {
  test("answers 202 with the reference", async () => {
    const answer = await fetch(url(), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ text: "From a widget." }),
    });
    expect([answer.status, await answer.json()]).toEqual([
      202,
      {
        reference: expect.stringMatching(/^R-/),
        itemId: expect.stringMatching(/^itm_/),
        reportUrl: expect.stringContaining("/report/raw_"),
      },
    ]);
  });
  test.each([
    ["no text", { text: " " }, 422],
    ["a number for text", { text: 5 }, 422],
    ["NUL", { text: "a\u0000" }, 422],
    ["a list", [1], 422],
  ])("refuses %s", async (_, body, status) => {
    const answer = await fetch(url(), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    expect([answer.status, await answer.json()]).toEqual([
      status,
      { error: expect.objectContaining({ code: "UNPROCESSABLE" }) },
    ]);
  });
  test("an unknown form is 404 in JSON and a page for people", async () => {
    const nowhere = `${web.url}/api/v1/forms/${"0".repeat(25)}`;
    expect(
      (await fetch(nowhere, { method: "POST", headers: { "content-type": "application/json" }, body: "{}" }))
        .status,
    ).toBe(404);
    const page = await fetch(nowhere, {
      method: "POST",
      headers: { accept: "text/html" },
      body: new URLSearchParams({ text: "x" }),
    });
    expect([page.status, await page.text()]).toEqual([
      404,
      expect.stringContaining("There is no form at this address"),
    ]);
  });
});

describe("a screenshot", () => {
  test("is drawn anew as WebP without its metadata, in the same commit as the report", async () => {
    const photo = await picture(3000, 2000)
      .withExif({ IFD0: { Copyright: "secret place" } })
      .jpeg()
      .toBuffer();
    const answer = await submit({
      text: "See here",
      screenshot: new Blob([new Uint8Array(photo)], { type: "image/jpeg" }),
    });
    expect(answer.status).toBe(303);
    const [stored] = await events();
    const [kept] = await asAdmin<{ bytes: Buffer; content_type: string; width: number; hash: string }>(
      "select bytes, content_type, width, hash from attachment where item_id = $1",
      [stored!.item_id],
    );
    expect(kept).toMatchObject({ content_type: "image/webp", width: 2400 });
    expect((await sharp(kept!.bytes).metadata()).exif).toBeUndefined();
    expect(kept!.bytes.includes("secret place")).toBe(false);
    expect(sha256(kept!.bytes)).toBe(kept!.hash);
    expect(JSON.parse(stored!.body.toString())).toMatchObject({ screenshot: [{ hash: kept!.hash }] });
  });
  const script = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  test.each([
    ["a scripted SVG", async () => script],
    ["HTML called png", async () => Buffer.from("<html><script>alert(1)</script></html>")],
    ["a GIF", async () => Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64")],
    ["half a PNG", async () => (await picture(400, 400).png().toBuffer()).subarray(0, 200)],
    [
      "49 million pixels in a small file",
      async () => picture(7000, 7000).png({ compressionLevel: 9 }).toBuffer(),
    ],
    [
      "a PNG's head and nothing else",
      async () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    ],
  ])("that is %s is left out, and the words are stored", async (_, make) => {
    const answer = await submit({
      text: "See here",
      screenshot: new File([new Uint8Array(await make())], "../../shot.png", { type: "image/png" }),
    });
    expect([answer.status, answer.headers.get("location")]).toEqual([
      303,
      expect.stringContaining("picture=left-out"),
    ]);
    const [stored] = await events();
    expect(await asAdmin("select 1 from attachment where item_id = $1", [stored!.item_id])).toEqual([]);
  });
  test("with a payload behind its pixels loses the payload", async () => {
    const polyglot = Buffer.concat([
      await picture().png().toBuffer(),
      Buffer.from("<script>alert('behind')</script>"),
    ]);
    expect(
      (await submit({ text: "See here", screenshot: new Blob([new Uint8Array(polyglot)]) })).status,
    ).toBe(303);
    const [kept] = await asAdmin<{ bytes: Buffer }>(
      "select a.bytes from attachment a join raw_event r on r.item_id = a.item_id where r.source_id = $1",
      [world.formSourceId],
    );
    expect(kept!.bytes.includes("behind")).toBe(false);
  });
});

describe("limits", () => {
  test("hold for one address and not for the next, whatever forwarding header it makes up", async () => {
    const app = createHttpApp();
    const send = (address: string, n: number) =>
      app.fetch(
        new Request(`http://steady.test/api/v1/forms/${world.formKey}`, {
          method: "POST",
          headers: {
            "content-type": "application/json",
            [PEER_HEADER]: address,
            "x-forwarded-for": `10.0.0.${n}`,
          },
          body: JSON.stringify({ text: `Report ${n}` }),
        }),
      );
    const statuses: number[] = [];
    let last: Response | null = null;
    for (let n = 0; n < 32; n++) statuses.push((last = await send("203.0.113.9", n)).status);
    expect(statuses.filter((s) => s === 202)).toHaveLength(30);
    expect(last!.status).toBe(429);
    expect(Number(last!.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await send("203.0.113.10", 99)).status).toBe(202);
  });
});
