import { describe, expect, it } from "vitest";
import { faultOfTest, judge, readSentences, type Entry } from "./check-claims.mjs";

const README = `# Name

**It runs.** As root and as a plain user (see below). On port
3000 of 127.0.0.1, \`npm start\` stops. Use it.

- **Nothing is lost.** Never.
- **Nobody** but a member sees it: two walls. \`/metrics\` too.

| a table | says nothing |

\`\`\`sh
npm start  # for good
npm stop
\`\`\`

### Finding one's way

What is said here is about folders.
`;

const FILES: Readonly<Record<string, string>> = {
  "server/a.test.ts":
    'it("keeps what was sent", () => {});\nit.skip("is gone", () => {});\nit(\n  "is long", () => {});',
  "server/a.ts": 'log("keeps what was sent");',
  "e2e/faults/run.ts": "console.log(`${n} reports that are lost`);",
};
const read = (path: string) => FILES[path] ?? null;
const kept = { file: "server/a.test.ts", test: "keeps what was sent" };
const sentences = [
  { section: "S", says: "It keeps." },
  { section: "S", says: "Welcome." },
];
const whole: Entry[] = [
  { section: "S", says: "It keeps.", tests: [kept] },
  { section: "S", says: "Welcome.", why: "A greeting." },
];

describe("readSentences", () => {
  it("cuts a README into sentences, each with its heading or bold words; a block of code is one, tables and places are none", () => {
    expect(readSentences(README).map(({ section, says }) => [section, says])).toEqual([
      ["It runs", "As root and as a plain user (see below)."],
      ["It runs", "On port 3000 of 127.0.0.1, `npm start` stops."],
      ["It runs", "Use it."],
      ["Nothing is lost", "Never."],
      ["Name", "**Nobody** but a member sees it: two walls."],
      ["Name", "`/metrics` too."],
      ["Name", "npm start # for good npm stop"],
    ]);
  });

  it("does not care where lines break", () => {
    expect(
      readSentences(README.replaceAll(" ", "\n").replace(/^-\n/gm, "- ").replace(/#\n/g, "# "))[1]!.says,
    ).toBe("On port 3000 of 127.0.0.1, `npm start` stops.");
  });
});

describe("faultOfTest", () => {
  it.each([
    [kept, null],
    [{ file: "server/a.test.ts", test: "is long" }, null],
    [{ file: "e2e/faults/run.ts", test: "reports that are lost" }, null],
    [{ file: "server/b.test.ts", test: "is" }, "there is no server/b.test.ts"],
    [{ file: "server/a.ts", test: "keeps what was sent" }, "nothing runs server/a.ts as a test"],
    [{ file: "server/a.test.ts", test: "is not there" }, "server/a.test.ts has no test “is not there”"],
    [{ file: "server/a.test.ts", test: "" }, "server/a.test.ts has no test “”"],
    [{ file: "server/a.test.ts", test: "is gone" }, "“is gone” of server/a.test.ts is left out"],
  ])("%j: %s", (test, fault) => {
    expect(faultOfTest(test, read)).toBe(fault);
  });
});

describe("judge", () => {
  it("is content when every sentence has tests that are there, or promises nothing and says why", () => {
    expect(judge(sentences, whole, read)).toEqual({ claims: 1, tested: 1, faults: [], missing: [] });
  });

  it("a sentence that is new or changed has no entry, and one that is gone has one too many", () => {
    const changed = [{ section: "S", says: "It keeps everything." }, sentences[1]!];
    const { claims, tested, faults, missing } = judge(changed, whole, read);
    expect({ claims, tested, missing }).toMatchObject({ missing: [changed[0]] });
    expect(claims).toBe(2);
    expect(faults).toEqual([
      "S: not in docs/claims.json: It keeps everything.",
      "S: the README does not say any more: It keeps.",
    ]);
  });

  it("an entry without a test, and one with a test that is not there, counts as without", () => {
    for (const tests of [[], [kept, { file: "server/a.test.ts", test: "nowhere" }]]) {
      const { claims, tested, faults } = judge(sentences, [{ ...whole[0]!, tests }, whole[1]!], read);
      expect([claims, tested, faults.length]).toEqual([1, 0, 1]);
    }
  });

  it("nothing stands in the list twice", () => {
    expect(judge(sentences, [...whole, whole[1]!], read).faults).toEqual([
      "1 sentences are in docs/claims.json twice",
    ]);
  });
});
