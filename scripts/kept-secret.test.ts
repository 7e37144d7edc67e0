import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { keptSecret } from "./env-of-database.mjs";
import { secretsOf } from "./secret-check.mjs";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "steady-secret-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function makeCluster(): void {
  mkdirSync(join(folder, "postgres"));
  writeFileSync(join(folder, "postgres/PG_VERSION"), "18");
}

describe("the secret that is kept beside an embedded database", () => {
  test("is made once, for its owner alone, before the database", () => {
    const made = keptSecret(folder);
    expect(made.length).toBeGreaterThanOrEqual(32);
    makeCluster();
    expect(keptSecret(folder)).toBe(made);
    expect(statSync(join(folder, "secret")).mode & 0o777).toBe(0o600);
    expect(existsSync(join(folder, "secret.new"))).toBe(false);
  });

  test.each([
    ["missing", () => {}],
    ["empty", () => writeFileSync(join(folder, "secret"), "\n")],
  ])(
    "when it is %s beside a database is not replaced: the start is refused with what to do",
    (word, harm) => {
      makeCluster();
      harm();
      expect(() => keptSecret(folder)).toThrow(
        new RegExp(`is ${word}.*Put the file back.*STEADY_SECRET`, "s"),
      );
      expect(() => keptSecret(folder)).toThrow();
    },
  );

  test("an empty one without a database, as a full disk leaves it, is made anew", () => {
    writeFileSync(join(folder, "secret"), "");
    expect(keptSecret(folder).length).toBeGreaterThanOrEqual(32);
  });
});

test("secrets of an environment: the current one first, none when none is given, none too short", () => {
  const secret = "s".repeat(32);
  expect(secretsOf({})).toBeNull();
  expect(secretsOf({ STEADY_PREVIOUS_SECRETS: "a" })).toBeNull();
  expect(secretsOf({ STEADY_SECRET: secret, STEADY_PREVIOUS_SECRETS: "b, c%2Cd ," })).toEqual([
    secret,
    "b",
    "c,d",
  ]);
  expect(() => secretsOf({ STEADY_SECRET: "short" })).toThrow("STEADY_SECRET");
});
