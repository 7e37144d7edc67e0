import { describe, expect, it } from "vitest";
import {
  findAppFiles,
  findLooseTexts,
  findPublicFiles,
  findWrongWords,
  judgeRecord,
  readWordList,
  type Allowed,
} from "./check-words.mjs";
import { findShownTexts, parseSource, wordsOfName } from "./shown-texts.mjs";

const NOTHING: Allowed = { names: [], texts: [] };
const only = (path: string, text: string): Map<string, string> => new Map([[path, text]]);
const wrongIn = (path: string, text: string, allowed = NOTHING): string[] =>
  findWrongWords(only(path, text), allowed).wrong;
const textsOf = (text: string, path = "components/a.tsx"): string[] =>
  findShownTexts(parseSource(path, text)).map(({ text: shown }) => shown);

describe("the words of a name", () => {
  it.each([
    ["firstSeenAt", ["first", "seen", "at"]],
    ["FIRST_SEEN_AT", ["first", "seen", "at"]],
    ["readHTMLPage2Times", ["read", "html", "page2", "times"]],
    ["_title", ["", "title"]],
  ])("%s", (name, words) => expect(wordsOfName(name)).toEqual(words));
});

describe("names that mean something else", () => {
  it.each([
    ["a variable", "const said = 1;"],
    ["a function", "function tellOwner() {}"],
    ["a type", "type Asker = 1;"],
    ["a property of a type", "type A = { asked: number };"],
    ["a property of an object", "const a = { heardAt: 1 };"],
    ["a parameter", "const f = (standing: number) => standing;"],
    ["a destructured value", "const { says } = b;"],
    ["a method", "class A { sayWhy() {} }"],
    ["a constant", "const TOLD_WITHIN_MS = 1;"],
  ])("are found: %s", (_, text) => {
    expect(wrongIn("server/a.ts", text)).toEqual([expect.stringMatching(/^server\/a\.ts:1 the name /)]);
  });

  it.each([
    ["a part of another word", "const task = 1; const basket = understand(mask); const essays = 1;"],
    ["a use of what a library names", "response.ask(); const read = library.tell;"],
    ["a comment", "/** What was said. */\nconst a = 1;"],
    ["a string", 'const sql = "select said from item";'],
  ])("are not: %s", (_, text) => expect(wrongIn("server/a.ts", text)).toEqual([]));

  it("may stay with a reason, which goes when the name goes", () => {
    const allowed: Allowed = { names: [{ name: "says", why: "a key of a file" }], texts: [] };
    expect(findWrongWords(only("scripts/a.mjs", "const says = 1;"), allowed)).toEqual({
      wrong: [],
      unused: [],
    });
    expect(findWrongWords(only("scripts/a.mjs", "const words = 1;"), allowed).unused).toEqual(["says"]);
  });
});

describe("texts that mean something else", () => {
  it.each([
    ["between tags", "components/a.tsx", "const A = () => <p>Nobody was told yet.</p>;"],
    ["an attribute", "components/a.tsx", 'const A = () => <B title="Language not told" />;'],
    ["a condition", "app/a.tsx", 'const A = () => <p>{x ? "Rules are asked in order" : null}</p>;'],
    ["a template", "components/words.ts", "const a = `${n} looked at`;"],
    ["what both sides share", "contracts/a.ts", 'const a = "It says no zone.";'],
    ["the catalogue", "contracts/messages/en/form.ts", 'const form = { how: "How it stands now." };'],
    ["a refusal", "server/a/b.commands.ts", 'new AppError("CONFLICT", "The source was asked too often.");'],
  ])("are found: %s", (_, path, text) => {
    expect(wrongIn(path, text)).toEqual([expect.stringContaining(`${path}:1 the text `)]);
  });

  it.each([
    ["right English", "components/a.tsx", "const A = () => <p>Ask an admin, and say why.</p>;"],
    ["another language", "contracts/messages/de/a.ts", 'const a = { b: "Das told und said." };'],
    ["a test's title", "components/a.test.tsx", 'it("is told once", () => {});'],
    ["SQL", "server/a.queries.ts", "tx.$queryRaw`select said as asked from item`;"],
    ["an error for programmers", "components/a.tsx", 'throw new Error("useA was asked outside of A");'],
  ])("are not: %s", (_, path, text) => expect(wrongIn(path, text)).toEqual([]));

  it("may stay with a reason: only the phrase that is listed", () => {
    const allowed: Allowed = { names: [], texts: [{ text: "as they stand", why: "right English" }] };
    const texts = 'const a = "Sent as they stand."; const b = "Sent as they stand, and told.";';
    expect(wrongIn("contracts/a.ts", texts, allowed)).toEqual([expect.stringContaining("and told")]);
  });
});

describe("texts that people read", () => {
  it.each([
    ["between tags", "<p>Save it</p>", ["Save it"]],
    ["one word between tags", "<p>now</p>", ["now"]],
    ["in an attribute that is shown", '<B label="on" alt="" />', ["on"]],
    ["either side of a condition", '<p>{a ? "yes" : b && "no"}</p>', ["yes", "no"]],
    ["a template, with its values left out", "<p>{`${n} of ${m}`}</p>", ["… of …"]],
    ["a title of an object", '<B a={{ title: "Not saved", n: "x" }} />', ["Not saved"]],
  ])("%s", (_, jsx, texts) => expect(textsOf(`const A = () => ${jsx};`)).toEqual(texts));

  it.each([
    ["classes", '<p className="flex min-w-0 gap-2" />'],
    ["classes in a call", '<p className={cn("px-4 text-meta", a && "border-b bg-sunken")} />'],
    ["addresses and keys", '<a href="/some where/else" key="Some key" data-row="Some row" />'],
    ["figures and signs", "<p>{n} · 24 %</p>"],
    ["a message of the catalogue", '<p>{t("not_sent")}</p>'],
  ])("not %s", (_, jsx) => expect(textsOf(`const A = () => ${jsx};`)).toEqual([]));

  it("in a page that is written as HTML: between its tags and in attributes that are shown", () => {
    const page =
      'html`<style>p { color: red }</style><p class="some class">Not sent</p><i title="Why">${a}</i>`;';
    expect(textsOf(page, "server/http/form-page.ts")).toEqual(["Not sent", "Why"]);
  });
});

describe("the texts of public pages and of the app", () => {
  const files = new Map(
    Object.entries({
      "app/(public)/f/[key]/page.tsx":
        'import { Form } from "@/components/intake/form";\nimport { Page } from "@/components/layout/public-page";\n' +
        'import { Button } from "@/components/ui/button";\nexport default () => <h1>Report a problem</h1>;',
      "components/intake/form.tsx":
        'import { words } from "./form-words";\nexport const Form = () => <p>What happened?</p>;',
      "components/intake/form-words.ts": 'export const words = { sent: "It was sent" };',
      "components/intake/feed.tsx": "export const Feed = () => <p>Lines of the day</p>;",
      "components/layout/public-page.tsx": "export const Page = () => <p>Through Steady</p>;",
      "components/ui/button.tsx": "export const Button = () => <b>Close it</b>;",
      "components/ui/button.test.tsx": "export const Button = () => <b>Close it</b>;",
      "contracts/messages/en/form.ts": 'export const form = { title: "Report a problem" };',
    }),
  );
  const publicFiles = findPublicFiles(files);

  it("are told apart by what the public pages are made of", () => {
    expect(publicFiles).toEqual([
      "app/(public)/f/[key]/page.tsx",
      "components/intake/form-words.ts",
      "components/intake/form.tsx",
      "components/layout/public-page.tsx",
    ]);
    expect(findAppFiles(files, publicFiles)).toEqual([
      "components/intake/feed.tsx",
      "components/ui/button.tsx",
    ]);
    expect(findLooseTexts(files, publicFiles)).toHaveLength(4);
  });

  it("are a number that may only fall, and whose record falls with it", () => {
    expect(judgeRecord("the app", 7, 7)).toBeNull();
    expect(judgeRecord("the app", 8, 7)).toMatch(/move the new ones/);
    expect(judgeRecord("the app", 6, 7)).toMatch(/lower the record to 6/);
  });
});

it("every word that may stay has a reason", () => {
  const { names, texts } = readWordList().allowed;
  expect([...names, ...texts].filter(({ why }) => why.trim() === "")).toEqual([]);
});
