import {
  chmodSync,
  chownSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { assertOwned, readOwned, writeOwned } from "./owned-files.mjs";

const OURS = process.getuid?.() ?? 0;
const STRANGER = 54_321;
/** What only root can prepare: things of somebody else's. */
const asRoot = test.runIf(OURS === 0);

let place: string;
beforeEach(() => {
  // As /var/tmp: everybody may make things there, nobody may take away another's.
  place = mkdtempSync(join(tmpdir(), "steady-owned-"));
  chmodSync(place, 0o1777);
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

const folder = (name = "folder", mode = 0o755): string => {
  const path = join(place, name);
  mkdirSync(path);
  chmodSync(path, mode);
  return path;
};

describe("a folder in a place that everybody may write to", () => {
  test("is taken from its owner, and one that is not there is nobody's", () => {
    for (const path of [folder(), folder("private", 0o700), join(place, "absent")])
      expect(() => assertOwned(path, OURS), path).not.toThrow();
  });

  test.each<[string, () => string, RegExp]>([
    [
      "a link to a good folder",
      () => (symlinkSync(folder(), join(place, "link")), join(place, "link")),
      /it is a link/,
    ],
    [
      "a link to nothing",
      () => (symlinkSync("/nowhere", join(place, "link")), join(place, "link")),
      /it is a link/,
    ],
    ["a file", () => (writeFileSync(join(place, "file"), ""), join(place, "file")), /no folder/],
    ["writable by its group", () => folder("group", 0o775), /others may write/],
    ["writable by everybody", () => folder("all", 0o757), /others may write/],
    ["writable by everybody though sticky", () => folder("sticky", 0o1777), /others may write/],
    [
      "in a place where others may replace it",
      () => {
        const open = folder("open", 0o777);
        mkdirSync(join(open, "inner"), { mode: 0o755 });
        return join(open, "inner");
      },
      /others may replace/,
    ],
    [
      "not there, in a place where others may put it",
      () => join(folder("open", 0o777), "inner"),
      /others may replace/,
    ],
    [
      "reached through a link into such a place",
      () => {
        mkdirSync(join(folder("open", 0o777), "inner"));
        symlinkSync(join(place, "open"), join(place, "way"));
        return join(place, "way/inner");
      },
      /others may replace/,
    ],
  ])("is refused: %s", (_, make, why) => {
    expect(() => assertOwned(make(), OURS)).toThrow(why);
  });

  asRoot("is refused: a stranger's, or in a stranger's folder; the user's it is for is fine", () => {
    const path = folder();
    chownSync(path, STRANGER, STRANGER);
    expect(() => assertOwned(path)).toThrow(`it belongs to user ${STRANGER}`);
    assertOwned(path, STRANGER);
    mkdirSync(join(path, "inner"));
    expect(() => assertOwned(join(path, "inner"))).toThrow(`belongs to user ${STRANGER}`);
    assertOwned(join(path, "inner"), STRANGER);
  });
});

describe("a file in such a place", () => {
  const path = () => join(place, "file");

  test("that was written for its owner alone is read", () => {
    writeOwned(path(), "words");
    expect(statSync(path()).mode & 0o777).toBe(0o600);
    expect(readOwned(path())).toBe("words");
    writeOwned(path(), "other words");
    expect(readOwned(path())).toBe("other words");
    expect(readOwned(join(place, "absent"))).toBeNull();
  });

  test.each([0o604, 0o640, 0o620, 0o602])("with mode %o is not taken for a secret", (mode) => {
    writeOwned(path(), "words");
    chmodSync(path(), mode);
    expect(readOwned(path())).toBeNull();
    expect(readOwned(path(), [], { isSecret: false })).toBe(mode & 0o022 ? null : "words");
  });

  test("that is a link is not read, and what it leads to is not written", () => {
    const target = join(place, "target");
    writeOwned(target, "theirs");
    symlinkSync(target, path());
    expect(readOwned(path())).toBeNull();
    writeOwned(path(), "ours");
    expect([readFileSync(target, "utf8"), readOwned(path())]).toEqual(["theirs", "ours"]);
  });

  test("that has a second name, or is no file, is not read", () => {
    writeOwned(path(), "words");
    linkSync(path(), join(place, "second"));
    expect(readOwned(path())).toBeNull();
    expect(readOwned(folder("private", 0o700))).toBeNull();
  });

  asRoot("that a stranger made is not read, unless it is theirs to make", () => {
    writeOwned(path(), "words", { uid: STRANGER, gid: STRANGER });
    expect(readOwned(path())).toBeNull();
    expect(readOwned(path(), [STRANGER])).toBe("words");
  });
});
