import { execFileSync } from "node:child_process";
import { chmodSync, closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A small volume of its own, in memory, that can be filled to the last byte and emptied again. */
export type Volume = { path: string; fill(): void; free(): void; remove(): void };

/** Mounts a volume of so many megabytes; null where this user may not mount. */
export function mountVolume(megabytes: number): Volume | null {
  const path = mkdtempSync(join(tmpdir(), "steady-volume-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m,mode=755`, "steady-faults", path], {
      stdio: "ignore",
    });
  } catch {
    rmSync(path, { recursive: true });
    return null;
  }
  chmodSync(path, 0o755);
  const filler = join(path, "filler");
  const remove = () => {
    process.off("exit", remove);
    execFileSync("umount", ["--lazy", path]);
    rmSync(path, { recursive: true, force: true });
  };
  // A run that ends in the middle must not leave the volume behind.
  process.on("exit", remove);
  return {
    path,
    fill: () => {
      const file = openSync(filler, "a");
      try {
        for (let size = 1 << 20; size >= 1; size = Math.floor(size / 16)) writeUntilFull(file, size);
      } finally {
        closeSync(file);
      }
    },
    free: () => rmSync(filler, { force: true }),
    remove,
  };
}

function writeUntilFull(file: number, size: number): void {
  const block = Buffer.alloc(size, 1);
  try {
    for (;;) writeSync(file, block);
  } catch (error) {
    if ((error as { code?: string }).code !== "ENOSPC") throw error;
  }
}
