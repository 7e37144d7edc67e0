import { describe, expect, test, vi } from "vitest";
import { patiently } from "@/scripts/test-run/time-factor.mjs";
import { refusePassword } from "./password-rules";

// The first call loads the lists.
vi.setConfig({ testTimeout: patiently(20_000) });

const own = ["olga.owner@example.test", "Olga Owner", "Bluefin Trading"];

describe("passwords", () => {
  test.each([
    ["aaaaaaaaaaaa", /repeats/],
    ["1212121212", /repeats/],
    ["x".repeat(200), /repeats/],
    ["password1".repeat(20), /repeats/],
    ["1234567890", /common|neighbouring/],
    ["9876543210", /common|neighbouring/],
    ["qwertyuiop", /common|keys/],
    ["qwertzuiop12", /keys|common/],
    ["Password123!", /common/],
    ["P@ssw0rd2026", /common/],
    ["!!welcome2026!!", /common/],
    ["***letmein1***", /common/],
    ["ｐａｓｓｗｏｒｄ１２", /common/],
    ["trustno1trustno1", /repeats/],
    ["fussball1234", /common/],
    ["Sommerferien2025", /word|common/],
    ["motdepasse2024", /word|common/],
    ["schwiegermutter", /word/],
    ["contrasena99", /word|common/],
    ["olga.owner@example.test", /your own/],
    ["OlgaOwner1", /your own/],
    ["bluefin2026", /your own/],
    ["bluefintrading", /your own/],
    ["steady2026!", /your own/],
    ["!@#$%^&*()", /keys|common/],
  ])("%j is refused with a reason", (password, reason) => {
    const refusal = refusePassword(password, own);
    expect(refusal).toMatch(/\.$/);
    expect(refusal).toMatch(reason);
  });

  test.each([
    "correct horse battery",
    "tunnel-vapour-eleven",
    "corner shop lanterns 42",
    "a long enough passphrase",
    "1a2b-3c4d-5e6f",
    "пароль для кита",
    "xxxYz81kfwp!",
    "Yz81kfwp!?",
    "Olga's cat sleeps at 9",
    `${"a".repeat(40)} then a lantern in the corner shop`,
    `a lantern in the corner shop, then ${"a".repeat(60)}`,
  ])("%j is accepted", (password) => {
    expect(refusePassword(password, own)).toBeNull();
  });
});
