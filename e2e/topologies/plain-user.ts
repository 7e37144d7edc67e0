/** What `npm test` does for a plain user who has no Redis: unpacks one beside the project, without installing anything. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unpackRedis } from "../../scripts/tools.mjs";
import { Notes } from "./damage";

export function drivePlainUser(): Promise<string[]> {
  const notes = new Notes("plain-user");
  const folder = mkdtempSync(join(tmpdir(), "steady-tools-"));
  try {
    unpackRedis((line) => notes.log(line), folder);
    const libraries = readdirSync(join(folder, "usr/lib")).map((name) => join(folder, "usr/lib", name));
    const version = execFileSync(join(folder, "usr/bin/redis-server"), ["--version"], {
      env: { LD_LIBRARY_PATH: libraries.join(":"), NODE_ENV: "production" },
    }).toString();
    notes.check(
      "a Redis is unpacked beside the project and runs from there",
      version.startsWith("Redis server"),
      version.trim(),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return Promise.resolve(notes.damage);
}
