import { describe, expect, test } from "vitest";
import { attachedText, attachmentNames, readComment, unrenderedIn } from "./zendesk-text";

describe("placeholders that nobody filled in", () => {
  test.each<[unknown, string[]]>([
    ["{{ticket.title}}", ["{{ticket.title}}"]],
    ["Ticket {{ ticket.id }}: {{ticket.title}}", ["{{ticket.id}}", "{{ticket.title}}"]],
    ["{% if x %}", ["{%ifx%}"]],
    ["one two three {{a}}", ["{{a}}"]],
    ["one two three four {{a}}", []],
    ["Größe, Maß & Ü {{a}}", ["{{a}}"]],
    ["{{}}", []],
    ["{{a}", []],
    ["{a}", []],
    ["{{a\nb}}", []],
    [`{{${"x".repeat(121)}}}`, []],
    [`{{${"x".repeat(120)}}}`, [`{{${"x".repeat(78)}`]],
    ["nothing", []],
    [`{{a}}${" ".repeat(1_995)}`, ["{{a}}"]],
    [`{{a}}${" ".repeat(1_996)}`, []],
    [7, []],
    [null, []],
  ])("of %j: %j", (value, names) => expect(unrenderedIn(value)).toEqual(names));
});

const RULE = "-".repeat(46);
describe("a comment's words", () => {
  test.each<[string, unknown, string, string | null]>([
    ["plain ones", " It fails. ", "It fails.", null],
    ["those of HTML", "<p>It <b>fails</b>.</p>", "It fails.", null],
    ["no printed object", "#<Comment id: 5, body: x>\nIt fails.", "It fails.", null],
    ["what only looks like one", "#<comment 5> and #<>", "#<comment 5> and #<>", null],
    ["none", 7, "", null],
    [
      "those of the newest of formatted comments, with who wrote it",
      `${RULE}\n\nJo Miller, 24 Nov 2026, 10:00\n\nStill there.\n\n${RULE}\n\nBo, 23 Nov 2026\n\nTry again.`,
      "Still there.",
      "Jo Miller",
    ],
    [
      "those without a name above them",
      `${RULE}\nStill there,\nall of it.`,
      "Still there,\nall of it.",
      null,
    ],
    [
      "a first line with a comma and no date is words",
      `${RULE}\nStill there, always\nYes.`,
      "Still there, always\nYes.",
      null,
    ],
    [
      "a name without end is words",
      `${RULE}\n${"x".repeat(81)}, 24 Nov\nYes.`,
      `${"x".repeat(81)}, 24 Nov\nYes.`,
      null,
    ],
    ["a line of dashes within words is theirs", `One\n${RULE}\ntwo`, `One\n${RULE}\ntwo`, null],
    ["too short a line is no line", "---------\nOne", "---------\nOne", null],
    ["ten dashes are one", "----------\nOne\n  ----------  \ntwo", "One", null],
    ["only lines", `${RULE}\n${RULE}`, "", null],
    [
      "files below a comment become their names",
      `${RULE}\n\nJo, 24 Nov 2026\n\nSee this.\n\nAttachment(s):\na.png - https://x.example/a\nb.pdf - https://x.example/b`,
      "See this.\n\n(attached: a.png, b.pdf)",
      "Jo",
    ],
    [
      "a list of files without a name disappears",
      `${RULE}\n\nJo, 24 Nov 2026\n\nSee.\nAttachment(s):\n - https://x.example/a`,
      "See.",
      "Jo",
    ],
  ])("are %s", (_, value, text, byline) => expect(readComment(value)).toEqual({ text, byline }));
});

describe("the names of files that came with a comment", () => {
  test.each<[string, unknown, string[]]>([
    ["names", ["a.png", " b  c.pdf "], ["a.png", "b c.pdf"]],
    [
      "objects by any name of the name",
      [{ file_name: "a" }, { filename: "b" }, { fileName: "c" }, { name: "d" }, { content_url: "e" }],
      ["a", "b", "c", "d", "e"],
    ],
    ["the file's name before others", [{ content_url: "u", name: "n", file_name: "f" }], ["f"]],
    ["one object", { file_name: "a.png" }, ["a.png"]],
    ["one text", "a.png, b.pdf;c.txt\nd.gif", ["a.png", "b.pdf", "c.txt", "d.gif"]],
    ["no placeholders", ["{{attachment}}", "a.png"], ["a.png"]],
    ["no names", [{}, null, "", {}], []],
    ["nothing", undefined, []],
    ["a number", 7, []],
    [
      "twenty of many",
      Array.from({ length: 40 }, (_, n) => `f${n}`),
      Array.from({ length: 20 }, (_, n) => `f${n}`),
    ],
    ["a long one cut", ["x".repeat(300)], [`${"x".repeat(199)}…`]],
  ])("%s", (_, value, names) => expect(attachmentNames(value)).toEqual(names));

  test("stand for the words of somebody who wrote none", () =>
    expect(attachedText(["a.png", "b.pdf"])).toBe("(attached: a.png, b.pdf)"));
});
