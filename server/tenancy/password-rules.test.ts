import { describe, expect, test } from "vitest";
import { refusePassword } from "./password-rules";

const own = ["olga.owner@example.test", "Olga Owner", "Bluefin"];

describe("passwords", () => {
  test.each([
    "aaaaaaaaaaaa",
    "1212121212",
    "1234567890",
    "9876543210",
    "qwertyuiop",
    "Password123!",
    "P@ssw0rd2026",
    "!!welcome2026!!",
    "olga.owner@example.test",
    "bluefin2026",
  ])("%j is refused with a reason", (password) => {
    expect(refusePassword(password, own)).toMatch(/\.$/);
  });

  test.each([
    "correct horse battery",
    "tunnel-vapour-eleven",
    "пароль для кита",
    "x".repeat(3) + "Yz81kfwp!",
    "Olga's cat sleeps at 9",
  ])("%j is accepted", (password) => {
    expect(refusePassword(password, own)).toBeNull();
  });
});
