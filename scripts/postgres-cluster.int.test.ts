import { chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { removeCluster, startPostgres } from "./embedded-postgres.mjs";
import { folderOutside } from "./postgres-cluster.mjs";

const STRANGER = 54_321;

let closed: string;
let outside: string;
beforeEach(() => {
  // Closed to others, as /root is: root keeps the cluster elsewhere then.
  closed = mkdtempSync(join(tmpdir(), "steady-closed-"));
  outside = folderOutside(join(closed, "postgres"));
});
afterEach(() => {
  for (const path of [outside, `${outside}.keeper`, `${outside}.passwords.next`, closed])
    rmSync(path, { recursive: true, force: true });
});

const start = () => startPostgres({ dir: join(closed, "postgres"), flags: ["fsync=off"] });

describe.runIf(process.getuid?.() === 0)("a cluster that root keeps in /var/tmp", () => {
  test.each<[string, () => void, RegExp]>([
    [
      "a stranger's folder",
      () => {
        mkdirSync(outside, { mode: 0o700 });
        chownSync(outside, STRANGER, STRANGER);
      },
      /belongs to user 54321.*nothing is taken from it/,
    ],
    ["a link to a folder", () => symlinkSync(closed, outside), /it is a link/],
    ["a link to nothing", () => symlinkSync(join(closed, "nothing"), outside), /it is a link/],
  ])("is not taken from %s", async (_, make, why) => {
    make();
    await expect(start()).rejects.toThrow(why);
  });

  test("takes no word, and follows no link, that strangers laid beside it", async () => {
    const target = join(closed, "target");
    writeFileSync(target, "theirs");
    symlinkSync(target, `${outside}.keeper`);
    const roles = ["admin", "owner", "app", "worker", "relay", "queue"];
    writeFileSync(
      `${outside}.passwords.next`,
      JSON.stringify(Object.fromEntries(roles.map((r) => [r, "known"]))),
    );
    chownSync(`${outside}.passwords.next`, STRANGER, STRANGER);
    const server = await start();
    const url = server.urls.admin;
    await server.stop();
    await removeCluster(join(closed, "postgres"));
    expect(url).not.toContain("known");
    expect(readFileSync(target, "utf8")).toBe("theirs");
  });
});
