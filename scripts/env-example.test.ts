import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

/** Read by the scripts around the product, not by the product. */
const OF_SCRIPTS = ["STEADY_DATA", "PG_RESTORE"];

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");

const parsed = [...read("server/platform/env.ts").matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(
  ([, name]) => name!,
);
const explained = [...read(".env.example").matchAll(/^(?:# )?([A-Z][A-Z_]+)=/gm)].map(([, name]) => name!);

describe(".env.example", () => {
  it("explains every variable the product reads, and none that it does not", () => {
    expect(parsed.length).toBeGreaterThan(20);
    expect(explained.toSorted()).toEqual([...parsed, ...OF_SCRIPTS].toSorted());
  });

  it("names each variable once", () => {
    expect(explained.filter((name, index) => explained.indexOf(name) !== index)).toEqual([]);
  });

  it("says something about each variable in the lines above it", () => {
    const lines = read(".env.example").split("\n");
    const bare = lines.filter((line, index) => {
      if (!/^(?:# )?[A-Z][A-Z_]+=/.test(line)) return false;
      const above = lines[index - 1] ?? "";
      const isExplained = above.startsWith("# ") && !above.startsWith("# ──");
      return !isExplained && !/HOST=|MAIL_FROM=/.test(line);
    });
    expect(bare).toEqual([]);
  });
});
