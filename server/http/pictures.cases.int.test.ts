import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { HEIC_PICTURE, noisyPhoto } from "@/server/testing/pictures";
import { makeWorld, type World } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { startWebServer, type TestServer } from "@/server/testing/web-server";

let web: TestServer;
let world: World;

beforeAll(async () => {
  web = await startWebServer();
});
beforeEach(async () => {
  world = await makeWorld();
});
afterAll(() => web.close());

/** As a browser without scripts posts the form: what was typed first, the picture last. */
const submit = (picture: Uint8Array, type: string, typed: Record<string, string> = {}) => {
  const form = new FormData();
  form.set("text", "The basket is empty.");
  form.set("email", "kim@shop.example");
  form.set("url", "https://shop.example/basket");
  for (const [name, value] of Object.entries(typed)) form.set(name, value);
  form.set("screenshot", new Blob([new Uint8Array(picture)], { type }), "IMG_4711");
  return fetch(`${web.url}/api/v1/forms/${world.formKey}`, {
    method: "POST",
    body: form,
    redirect: "manual",
    headers: { accept: "text/html" },
  });
};
const kept = () =>
  asAdmin<{ width: number; height: number; bytes: Buffer }>(
    `
      select a.width, a.height, a.bytes
      from
        attachment a
        join raw_event r on r.org_id = a.org_id
        and r.item_id = a.item_id
      where r.source_id = $1
    `,
    [world.formSourceId],
  );
const stored = async () =>
  (
    await asAdmin<{ n: number }>("select count(*)::int as n from raw_event where source_id = $1", [
      world.formSourceId,
    ])
  )[0]!.n;

describe("A3: a telephone's photo is taken, turned and made smaller", () => {
  test("of 8 MB and more, held upright", async () => {
    const photo = await noisyPhoto(4032, 3024, 6);
    expect(photo.byteLength).toBeGreaterThan(8 * 1_048_576);
    expect(photo.byteLength).toBeLessThan(15 * 1_048_576);
    expect((await submit(photo, "image/jpeg")).status).toBe(303);
    const [picture] = await kept();
    // Turned: what was 4:3 is 3:4.
    expect(picture!.height).toBeGreaterThan(picture!.width);
    expect(picture!.bytes.byteLength).toBeLessThanOrEqual(2 * 1_048_576);
  });
  test("as HEIC", async () => {
    const answer = await submit(HEIC_PICTURE, "image/heic");
    expect([answer.status, answer.headers.get("location")]).toEqual([
      303,
      expect.not.stringContaining("left-out"),
    ]);
    const [picture] = await kept();
    expect(picture).toMatchObject({ width: 128, height: 96 });
    const { data } = await sharp(picture!.bytes).raw().toBuffer({ resolveWithObject: true });
    expect([data[0]! > 200, data[2]! < 60]).toEqual([true, true]);
  });
  test.each([
    ["HEIC without its type", async () => HEIC_PICTURE, ""],
    ["HEIC called a JPEG", async () => HEIC_PICTURE, "image/jpeg"],
    [
      "PNG of 9 MB",
      async () =>
        sharp(await noisyPhoto(2000, 1600))
          .png()
          .toBuffer(),
      "image/png",
    ],
    [
      "WebP",
      async () =>
        sharp(await noisyPhoto(2000, 1600))
          .webp()
          .toBuffer(),
      "image/webp",
    ],
  ])("as %s", async (_, make, type) => {
    expect((await submit(await make(), type)).status).toBe(303);
    expect(await kept()).toHaveLength(1);
  });
});

describe("A3: where a picture cannot be read the words are stored, and their sender is told", () => {
  test.each<[string, () => Promise<Buffer>, string]>([
    ["half a HEIC", async () => HEIC_PICTURE.subarray(0, 500), "image/heic"],
    ["the beginning of a HEIC", async () => HEIC_PICTURE.subarray(0, 40), "image/heic"],
    [
      "a film",
      async () => Buffer.from("00000018667479706d703432000000006d70343269736f6d", "hex"),
      "video/mp4",
    ],
    ["a PDF", async () => Buffer.from("%PDF-1.7\n%âãÏÓ\n"), "application/pdf"],
    ["an SVG", async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), "image/svg+xml"],
    ["half a photo", async () => (await noisyPhoto(600, 400)).subarray(0, 900), "image/jpeg"],
    [
      "49 million pixels",
      async () =>
        sharp({ create: { width: 7000, height: 7000, channels: 3, background: "#fff" } })
          .png()
          .toBuffer(),
      "image/png",
    ],
    ["15 MB and a byte", async () => Buffer.alloc(15 * 1_048_576 + 1, 1), "image/jpeg"],
  ])("%s", async (_, make, type) => {
    const answer = await submit(await make(), type);
    expect([answer.status, answer.headers.get("location")]).toEqual([
      303,
      expect.stringContaining("picture=left-out"),
    ]);
    expect([await stored(), await kept()]).toEqual([1, []]);
  });
});

describe("A3: a form that is refused for its size comes back with what was typed", () => {
  test.each([17, 40])("%i MB", async (megabytes) => {
    const text = "Zwölf Zeilen, die ich nicht noch einmal tippe. 😀".repeat(12);
    const answer = await submit(Buffer.alloc(megabytes * 1_048_576, 7), "image/jpeg", { text });
    expect(answer.status).toBe(413);
    const page = await answer.text();
    expect(page).toContain(text);
    expect(page).toContain('value="kim@shop.example"');
    expect(page).toContain('value="https://shop.example/basket"');
    expect(page).toContain("larger than 15\u00a0MB");
    expect(await stored()).toBe(0);
  });
});

describe("D9: a screenshot much longer than wide can be read", () => {
  const drawn = async (width: number, height: number, type: "png" | "jpeg" = "png") =>
    sharp({ create: { width, height, channels: 3, background: "#e8eef8" } })
      [type]()
      .toBuffer();
  const inOrder = () =>
    asAdmin<{ width: number; height: number; page: number }>(
      "select width, height, page from attachment where org_id = $1 order by page",
      [world.orgId],
    );

  test("D9: 1170 × 30,000 is cut into pages of at least 1,000 pixels across, none lost", async () => {
    expect((await submit(await drawn(1170, 30_000), "image/png")).status).toBe(303);
    const pages = await inOrder();
    expect(pages.length).toBeGreaterThan(8);
    expect(pages.map(({ page }) => page)).toEqual(pages.map((_, index) => index));
    for (const { width } of pages) expect(width).toBeGreaterThanOrEqual(1_000);
    const scale = pages[0]!.width / 1170;
    expect(pages.reduce((sum, { height }) => sum + height, 0)).toBeGreaterThanOrEqual(
      Math.floor(30_000 * scale),
    );
  });

  test("D9: 400 × 20,000 keeps its width", async () => {
    await submit(await drawn(400, 20_000), "image/png");
    const pages = await inOrder();
    expect(new Set(pages.map(({ width }) => width))).toEqual(new Set([400]));
    expect(pages.length).toBeGreaterThan(7);
  });

  test("D9: 30,000 × 900 is cut from left to right and keeps its height", async () => {
    await submit(await drawn(30_000, 900, "jpeg"), "image/jpeg");
    const pages = await inOrder();
    expect(pages.length).toBeGreaterThan(8);
    for (const { height } of pages) expect(height).toBeGreaterThanOrEqual(850);
  });

  test("D9: a small tall icon stays one picture of its size", async () => {
    await submit(await drawn(40, 300), "image/png");
    expect(await inOrder()).toEqual([{ width: 40, height: 300, page: 0 }]);
  });

  test("D9: a page turned by EXIF is cut along what people saw as its length", async () => {
    const turned = await sharp(await drawn(9_000, 1_200, "jpeg"))
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    await submit(turned, "image/jpeg");
    const pages = await inOrder();
    expect(pages.length).toBeGreaterThan(3);
    for (const { width } of pages) expect(width).toBe(1_200);
  });

  test("D9: a HEIC is kept by the same rule", async () => {
    await submit(HEIC_PICTURE, "image/heic");
    expect(await inOrder()).toEqual([{ width: 128, height: 96, page: 0 }]);
  });
});
