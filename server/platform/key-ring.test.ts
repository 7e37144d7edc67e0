import { describe, expect, test } from "vitest";
import {
  keyIdOf,
  keyRing,
  readPreviousSecrets,
  seal,
  secretChecks,
  SEALED_COLUMNS,
  unseal,
} from "./key-ring.mjs";

const [A, B, C] = ["a", "b", "c"].map((letter) => letter.repeat(40)) as [string, string, string];

describe("a key ring", () => {
  test("has a key for each secret and purpose, and no two are alike; a check is none of them", () => {
    const purposes = ["column", "link", "session", "key-hash", "check"];
    const all = purposes.flatMap((purpose) => keyRing([A, B], purpose));
    expect(new Set(all.map(({ key }) => key.toString("hex"))).size).toBe(10);
    expect(new Set(all.map(({ id }) => id)).size).toBe(10);
    for (const { key, id } of all)
      expect(secretChecks([A, B]).join()).not.toMatch(`${key.toString("base64url")}|${id}`);
  });

  test("derives the same as ever: what was sealed and hashed in the past stays readable", () => {
    const derived = ["column", "link", "session", "key-hash"].map((purpose) => {
      const [{ id, key } = { id: "", key: Buffer.alloc(0) }] = keyRing([A], purpose);
      return `${id} ${key.toString("hex")}`;
    });
    expect(derived).toEqual([
      "db9441b7 b9e09f7b0b96fe0c402d6821d118fb9699b56005b333dd50de0a544cb9bf51e3",
      "1ff2125a 50a7ebe36c9edbbf5a30e4f339b4bb758f8cd1b2ea5b75a0858937be8be4f506",
      "748e3689 e0e850194f2532ea457a0ecfa4b27700f974337dd29d2c6fdf3c1666b0c0f28c",
      "32656e95 442be5e8cc825a932cea3120d9d8b5dea4ac93b1a9ee5bdb732f9d921224eb71",
    ]);
  });

  test("opens what any of its keys sealed, at its own place and unchanged", () => {
    const place = SEALED_COLUMNS.source.place("org", "src");
    const sealed = [A, B, C].map((secret) => seal(keyRing([secret], "column"), `by ${secret}`, place));
    const ring = keyRing([C, B, A], "column");
    expect(sealed.map((value) => unseal(ring, value, place))).toEqual(
      [A, B, C].map((secret) => ({ isOpen: true, plain: `by ${secret}` })),
    );
    const [one = ""] = sealed;
    expect(unseal(keyRing([B, C], "column"), one, place)).toEqual({ isOpen: false, why: "unknown_key" });
    const elsewhere = SEALED_COLUMNS.ai_provider.place("org", "src");
    expect(unseal(ring, one, elsewhere)).toEqual({ isOpen: false, why: "damaged" });
  });

  test.each([
    "",
    "x",
    "v1",
    "v1.a.b.c",
    "v2.00000000.a.b.c",
    "v1.00000000..b.c",
    "v1.00000000.a.b.c.d",
    "....",
    "v1.....x",
  ])("takes %j for damaged", (value) => {
    expect(keyIdOf(value)).toBeNull();
    expect(unseal(keyRing([A], "column"), value, "p")).toEqual({ isOpen: false, why: "damaged" });
  });

  test("every single changed character of a sealed value is noticed", () => {
    const ring = keyRing([A], "column");
    const sealed = seal(ring, "words", "p");
    const opened = [...sealed].flatMap((was, index) => {
      const changed = sealed.slice(0, index) + (was === "A" ? "Q" : "A") + sealed.slice(index + 1);
      return unseal(ring, changed, "p").isOpen ? [index] : [];
    });
    // The last character of a part in base64url may hold bits that stand for nothing.
    const ends = [...sealed].flatMap((_, index) =>
      index === sealed.length - 1 || sealed[index + 1] === "." ? [index] : [],
    );
    expect(opened.filter((at) => !ends.includes(at))).toEqual([]);
  });
});

test.each<[string | undefined, string[]]>([
  [undefined, []],
  ["", []],
  [" , ,", []],
  ["a", ["a"]],
  ["a, b ,c", ["a", "b", "c"]],
  ["a%2Cb,c", ["a,b", "c"]],
  ["100%, 2C", ["100%", "2C"]],
])("previous secrets %j are %j", (value, secrets) => expect(readPreviousSecrets(value)).toEqual(secrets));
