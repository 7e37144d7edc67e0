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

test("sixty calls are in progress and not one more, and the refusal says when to try again", async () => {
  let end = () => {};
  const ended = new Promise<void>((resolve) => (end = resolve));
  const calls = [whileFew("d", 59, () => ended), whileFew("d", 1, () => ended)];
  await expect(whileFew("d", 1, () => ended)).rejects.toMatchObject({
    code: "RATE_LIMITED",
    message: "Too many requests at the same time. Nothing was changed; try again in a moment.",
    details: { reason: "at_once" },
    retryAfterMs: 2_000,
  });
  end();
  await Promise.all(calls);
});

test("what has ended makes room for as much, while the rest goes on", async () => {
  let end = () => {};
  const ended = new Promise<void>((resolve) => (end = resolve));
  const goesOn = whileFew("e", 50, () => ended);
  await whileFew("e", 10, () => Promise.resolve());
  expect(await whileFew("e", 10, () => Promise.resolve("answered"))).toBe("answered");
  await expect(whileFew("e", 11, () => ended)).rejects.toMatchObject({ code: "RATE_LIMITED" });
  end();
  await goesOn;
});

test("what fails is no longer in progress, and one large request alone is let in", async () => {
  for (let n = 0; n < 3; n += 1)
    await expect(whileFew("c", 100, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
});
