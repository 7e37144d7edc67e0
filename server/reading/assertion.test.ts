/** What counts as stated, with phrases of the test's own: where a cue stands decides, not which phrase it is about. */
import { describe, expect, test } from "vitest";
import { isAsserted, readCues } from "./assertion";
import { compilePhrases, phrasesFor } from "./phrases";
import { readText } from "./read-text";

const find = compilePhrases(
  phrasesFor(
    true,
    `files gone
    file ~3 deleted
    nobody enters`,
  ),
);
function isStated(text: string): boolean {
  const read = readText(text);
  const [hit, ...others] = find(read);
  expect([hit === undefined, others]).toEqual([false, []]);
  return isAsserted(readCues(read), hit!);
}

describe("a denial", () => {
  test.each([
    "no files gone",
    "luckily never any files gone",
    "not all our files gone",
    "the file was not deleted",
    "the file, luckily, never deleted",
    "kein Problem mit files gone",
  ])("takes back %j", (text) => expect(isStated(text)).toBe(false));
  test.each([
    ["files gone", "nothing denies it"],
    ["not one of the files gone", "it stands too far away"],
    ["No, files gone", "it stands in another clause"],
    ["nothing helped but not because files gone", "a reason stands between"],
    ["not only files gone", "it is no denial"],
    ["there should not be files gone", "it says what ought to be"],
    ["nobody enters", "the phrase itself denies"],
    ["never again nobody enters", "the phrase itself denies"],
    ["files gone not backed up", "it stands behind"],
    ["the file, all agree, deleted", "nothing between denies it"],
  ])("leaves %j stated: %s", (text) => expect(isStated(text)).toBe(true));
});

describe("what only names a thing", () => {
  test.each([
    ["files gone prevention", false],
    ["files gone is our policy", false],
    ["files gone is in our policy", true],
    ["files gone, policy unclear", true],
    ["prevention team: files gone", true],
  ])("%j is stated: %s", (text, stated) => expect(isStated(text)).toBe(stated));
});

describe("a supposition", () => {
  test.each([
    ["what if files gone", false],
    ["what if some of our old files gone", false],
    ["what if some of all our old files gone", true],
    ["what if, files gone", true],
    ["what if it was because files gone", true],
    ["because what if files gone", false],
    // "that" ends a denial and no supposition.
    ["what if it is that files gone", false],
    ["I am not sure that files gone", true],
    ["warning about the old files gone", false],
    ["warning about the very old files gone", true],
  ])("%j is stated: %s", (text, stated) => expect(isStated(text)).toBe(stated));
  test.each([
    ["if some of all our old files gone?", false],
    ["if some of all our old files gone.", true],
    ["if some of all our very old files gone?", true],
    ["See you? if some files gone.", true],
    ["please ask if files gone?", false],
    ["please check if files gone?", true],
    ["why would it leave files gone", true],
  ])("that only a question makes: %j is stated: %s", (text, stated) => expect(isStated(text)).toBe(stated));
  test("counts though another cue ends with the same word", () => {
    expect(isStated("could customers find files gone")).toBe(false);
  });
});

describe("a wish", () => {
  test.each([
    ["it would be nice to have a list on that page of some old files gone", false],
    ["feature request: files gone", true],
    ["I would like to report files gone", true],
    ["I would like to write because files gone", true],
    ["I report that it would be nice to see files gone", false],
    ["because of that it would be nice to see files gone", false],
    ["it would be nice if you wrote because of this so please add files gone", false],
    ["please add it, files gone", true],
    ["files gone would be nice", true],
    ["it would be nice and great to see why files gone would be nice", true],
  ])("%j is stated: %s", (text, stated) => expect(isStated(text)).toBe(stated));
});

describe("what is done with", () => {
  test.each([
    ["files gone is fixed now", false],
    ["files gone, and that was resolved", false],
    ["It was resolved but now files gone", true],
    ["One was fixed, then files gone and that is solved", false],
    ["files gone and one waits until it is fixed", true],
    ["files gone and one waits until is fixed", true],
    ["files gone. Another thing is fixed.", true],
    ["Another thing is fixed. files gone", true],
  ])("%j is stated: %s", (text, stated) => expect(isStated(text)).toBe(stated));
});
