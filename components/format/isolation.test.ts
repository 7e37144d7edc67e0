/** Finds other people's words that stand bare within ours in plain strings: toasts, dialogs' titles, accessible names. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const FOLDERS = ["components", "app", "server/communication", "server/tenancy"];
/** Where a string with words of both is shown to people. */
const ATTRIBUTES = "aria-label|title|label|description|hint|subject|confirmLabel|submitLabel|placeholder|alt";
const SHOWN = new RegExp(`(?:(?:${ATTRIBUTES}): |toast\\w+\\(\\s*)\`((?:[^\`\\\\]|\\\\.)*)\``, "g");
const ATTRIBUTE = new RegExp(`\\b(?:${ATTRIBUTES})=\\{`, "g");
/** What people chose: names, titles, labels of theirs, versions. */
const THEIRS =
  /\$\{[^}]*?\b(?:\w*[nN]ame|title|version|question|consumer)(?:\.trim\(\))?(?: \?\? "[^"]*")?\}/g;
/** Words of ours under such names. */
const OURS = /words\.name|help\.title|_WORDS|\$\{title\}/;
const OURS_IN = new Set(["components/format/sentiment-bar.tsx", "components/triage/kanban-column.tsx"]);

const sources = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
    .map((path) => join(folder, path));

/** The expressions that a source gives to attributes, however many lines and cases each has. */
function attributesIn(source: string): string[] {
  return [...source.matchAll(ATTRIBUTE)].map((match) => {
    const from = match.index + match[0].length;
    let [end, depth] = [from, 1];
    for (; end < source.length && depth > 0; end += 1)
      depth += source[end] === "{" ? 1 : source[end] === "}" ? -1 : 0;
    return source.slice(from, end - 1);
  });
}

/** Bare interpolations of other people's words in a source, as it writes them. */
function bareIn(source: string): string[] {
  const shown = [...source.matchAll(SHOWN)].map(([, text = ""]) => text);
  return [...shown, ...attributesIn(source)].flatMap((text) =>
    [...text.matchAll(THEIRS)]
      .map(([expression]) => expression)
      .filter((expression) => !expression.includes("isolate(") && !OURS.test(expression)),
  );
}

test.each([
  ["<Dialog title={`Remove ${rule.name}?`} />", ["${rule.name}"]],
  ["toastDone(`“${view.name}” was changed`)", ["${view.name}"]],
  ["<Button aria-label={`Open #${row.number} ${row.title}`} />", ["${row.title}"]],
  ["<Mark aria-label={\n  isOne\n    ? `${words.one}: ${first.title}`\n    : many\n} />", ["${first.title}"]],
  ["<Dialog title={`Remove ${isolate(rule.name)}?`} />", []],
  ["<Dialog title={`Remove ${count} rules?`} />", []],
])("%s", (source, expected) => expect(bareIn(source)).toEqual(expected));

test("other people's words are isolated wherever a plain string holds them beside ours", () => {
  const bare = FOLDERS.flatMap(sources)
    .filter((path) => !OURS_IN.has(path))
    .flatMap((path) => bareIn(readFileSync(path, "utf8")).map((expression) => `${path}: ${expression}`));
  expect(bare, "wrap them: isolate(…) of contracts/isolate.ts").toEqual([]);
});
