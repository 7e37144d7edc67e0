import { describe, expect, it } from "vitest";
import { digestPassword, type CallerKind } from "./password-hash.runtime";

const salt = new Uint8Array(16);
const QUICK = { salt, memoryKib: 64, passes: 1, lanes: 1 };
const SLOW = { salt, memoryKib: 8_192, passes: 4, lanes: 1 };

/** Digests begun all at once, in the order in which they end. */
async function endingsOf(
  callers: readonly { name: string; caller: CallerKind; cost: typeof QUICK }[],
): Promise<string[]> {
  const ended: string[] = [];
  await Promise.all(
    callers.map(({ name, caller, cost }) =>
      digestPassword("a passphrase", cost, caller).then(() => ended.push(name)),
    ),
  );
  return ended;
}

describe("the line before password hashing", () => {
  it("lets whom the product knows pass strangers who came earlier", async () => {
    const strangers = Array.from({ length: 8 }, (_, n) => ({
      name: `stranger ${n}`,
      caller: "stranger" as const,
      cost: SLOW,
    }));
    const ended = await endingsOf([...strangers, { name: "known", caller: "known", cost: QUICK }]);
    expect(ended).toHaveLength(9);
    // Two were at it already; of those who waited, the one who is known was served first.
    expect(ended.indexOf("known")).toBeLessThan(ended.indexOf("stranger 7"));
  });

  it("sends a stranger away when forty wait, and still takes whom the product knows", async () => {
    const crowd = Array.from({ length: 42 }, () => digestPassword("a passphrase", QUICK));
    await expect(digestPassword("a passphrase", QUICK)).rejects.toMatchObject({ code: "RATE_LIMITED" });
    await expect(digestPassword("a passphrase", QUICK, "known")).resolves.toHaveLength(32);
    expect(await Promise.all(crowd)).toHaveLength(42);
  });

  it("gives a place back when a digest fails", async () => {
    const impossible = { ...QUICK, memoryKib: 1 };
    for (let n = 0; n < 3; n += 1) await expect(digestPassword("a", impossible)).rejects.toThrow();
    await expect(digestPassword("a", QUICK)).resolves.toHaveLength(32);
  });
});
