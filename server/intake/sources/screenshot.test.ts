import { describe, expect, it } from "vitest";
import { noisyPhoto } from "@/server/testing/pictures";
import { redrawScreenshot } from "./screenshot";

describe("pictures that arrive at once", () => {
  it("are drawn in turn; when too many wait, the rest are told to come again, and later ones are drawn", async () => {
    const photo = await noisyPhoto(800, 600);
    const settled = await Promise.allSettled(Array.from({ length: 80 }, () => redrawScreenshot(photo)));
    const drawn = settled.filter((one) => one.status === "fulfilled").map(({ value }) => value);
    const refused = settled.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
    // Two are drawn and sixteen may wait; more than that are taken only as places become free.
    expect(drawn.length).toBeGreaterThanOrEqual(18);
    expect(drawn.every(({ ok }) => ok)).toBe(true);
    expect(refused.length).toBeGreaterThan(0);
    for (const reason of refused) expect(reason).toMatchObject({ code: "UNAVAILABLE", retryAfterMs: 3_000 });
    expect(await redrawScreenshot(photo)).toMatchObject({ ok: true });
  });

  it("do not keep a place that could not be read", async () => {
    const broken = Buffer.concat([Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), Buffer.alloc(64)]);
    for (let n = 0; n < 20; n += 1)
      expect(await redrawScreenshot(broken)).toMatchObject({
        ok: false,
        problem: expect.stringContaining("cannot be read") as unknown,
      });
  });
});
