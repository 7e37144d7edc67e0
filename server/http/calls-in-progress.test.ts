import { expect, test } from "vitest";
import { whileFew } from "./calls-in-progress";

test("a caller with many calls in progress is refused more, others are not, and afterwards it may call again", async () => {
  let end = () => {};
  const ended = new Promise<void>((resolve) => (end = resolve));
  const first = [1, 2, 3].map(() => whileFew("a", 20, () => ended));
  await expect(whileFew("a", 1, () => ended)).rejects.toMatchObject({ code: "RATE_LIMITED" });
  expect(await whileFew("b", 20, () => Promise.resolve("answered"))).toBe("answered");
  end();
  await Promise.all(first);
  expect(await whileFew("a", 20, () => Promise.resolve("answered"))).toBe("answered");
});

test("what fails is no longer in progress, and one large request alone is let in", async () => {
  for (let n = 0; n < 3; n += 1)
    await expect(whileFew("c", 100, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
});
