import { expect, test } from "vitest";
import type { Tx } from "@/server/db/sql";
import type { Scope } from "@/server/platform/scope";
import { wordsOfItems } from "./split-words.queries";

const scope: Scope = Object.assign(Object.create(null), { orgId: "org_1" });
type Report = { title: string | null; text: string; language: string; fingerprint: string | null };
const report = (text: string, change: Partial<Report> = {}): Report => ({
  ...{ title: null, text, language: "en", fingerprint: null },
  ...change,
});

async function wordsOf(...reports: Report[]) {
  const requested: unknown[] = [];
  const tx: Tx = Object.assign(Object.create(null), {
    item: {
      findMany: async (query: unknown) => {
        requested.push(query);
        return reports;
      },
    },
  });
  return { requested, words: await wordsOfItems(tx, scope, ["itm_1", "itm_2"]) };
}

test("an issue that is split off is called after its oldest report and found by the terms of all", async () => {
  const { words } = await wordsOf(
    report("The printer prints two labels. Please look."),
    report("Drucker druckt doppelt", { language: "de", fingerprint: "e7" }),
    report("printer again", { fingerprint: "e9" }),
  );
  expect(words).toMatchObject({
    title: "The printer prints two labels",
    language: "en",
    fingerprint: "e7",
  });
  expect(words.terms).toEqual([...new Set(words.terms)]);
  expect(words.terms).toEqual(expect.arrayContaining(["label", "twice"]));
  expect(words.terms).not.toContain("");
});

test("without a report that is still there it has a name all the same", async () => {
  expect((await wordsOf()).words).toEqual({
    title: "Split issue",
    terms: [],
    fingerprint: null,
    language: "und",
  });
});

test("no more than eighty terms are kept", async () => {
  const letters = Array.from("abcdefghijklmnopqrstuvwxyz");
  const many = (first: string) => letters.map((a) => `${first}${a}zog`).join(" ");
  const { words } = await wordsOf(...["q", "w", "v", "k"].map((first) => report(many(first))));
  expect(words.terms).toHaveLength(80);
});

test("the twenty oldest of these reports are read, in this organization alone", async () => {
  const { requested } = await wordsOf();
  expect(requested).toEqual([
    {
      where: { orgId: "org_1", id: { in: ["itm_1", "itm_2"] } },
      orderBy: [{ occurredAt: "asc" }, { id: "asc" }],
      take: 20,
      select: { title: true, text: true, language: true, fingerprint: true },
    },
  ]);
});
