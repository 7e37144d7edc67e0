import { describe, expect, test } from "vitest";
import { htmlToText, isHtml, tidyLine, tidyText } from "./plain-text";

describe("text as it is kept", () => {
  test.each([
    ["one kind of line end", "a\rb\r\nc\u2028d\u2029e", "a\nb\nc\nd\ne"],
    [
      "tabs and line ends stay, other controls go",
      "a\tb\u0001\u0007\u000bc\u001fd\u007fe\u0080",
      "a\tbcde\u0080",
    ],
    ["three line ends in a row stay", "a\n\n\nb", "a\n\n\nb"],
    ["of more than two empty lines two are left", "a\n\n\n\n\nb", "a\n\n\nb"],
    ["whole pairs stay, halves are replaced", "😀\ud83d \ude00", "😀\ufffd \ufffd"],
  ])("%s", (_, text, kept) => expect(tidyText(text)).toBe(kept));

  test("is cut at its length, with a sign", () => {
    expect(tidyText("abcde", 5)).toBe("abcde");
    expect(tidyText("abcdef", 5)).toBe("abcd…");
  });

  test("five times the length is looked at, behind the blanks it begins with", () => {
    expect(tidyText(`${" ".repeat(100)}a${"\u0001".repeat(8)}b`, 2)).toBe("ab");
    expect(tidyText(`a${"\u0001".repeat(9)}b`, 2)).toBe("a");
  });

  test.each<[unknown, string | undefined]>([
    ["a\n\tb", "a b"],
    [7, "7"],
    [0, "0"],
    ["", undefined],
    [" \n", undefined],
    [true, undefined],
    [null, undefined],
    ["abcdefgh", "abcd…"],
    ["a    b  c", "a b c"],
    ["a      b", "a b"],
  ])("%j on one line is %j", (value, line) => expect(tidyLine(value, 5)).toBe(line));
});

describe("whether a text was written as HTML", () => {
  test.each([
    ["<p>x", true],
    ["a<br/>b", true],
    ["a<BR >b", true],
    ['<a href="x">y</a>', true],
    ["x</div>", true],
    ["<h1>", true],
    ["<section>x</section>", false],
    ["<Button>", false],
    ["< p>", false],
    ["<p", false],
    ["<pp>", false],
    [`<p ${"x".repeat(2_001)}>`, false],
    ["a <foo> and <b>c</b>", true],
    ["", false],
  ])("%.40s: %s", (text, expected) => expect(isHtml(text)).toBe(expected));
});

describe("the words of HTML", () => {
  const words = (html: string) => tidyText(htmlToText(html));
  test.each([
    [
      "quotes are marked line by line, as in a mail",
      "<p>a</p><blockquote>b<br>c</blockquote>d",
      "a\n\n> b\n> c\nd",
    ],
    ["quotes that are closed twice are closed", "a</blockquote>b<br>c", "a\nb\nc"],
    [
      "lines end where blocks do, not where words do",
      "<p>a <b>b</b><i>c</i></p><ul><li>d</li></ul>e",
      "a bc\n\n- d\ne",
    ],
    ["a rule is a line", "a<hr>b<hr/>c", "a\nb\nc"],
    [
      "what is no element is kept as it was written",
      "<p>a <Foo bar=1>b</Foo> c</p>",
      "a <Foo bar=1>b</Foo> c",
    ],
    ["elements with a prefix are elements", "<p>a<v:shape x=1>b</v:shape></p>", "ab"],
    ["a non-breaking blank is a blank", "<p>a&nbsp;b&#160;c</p>", "a b c"],
    ["scripts within others go with them", "a<script>if (a<script) b</script>c", "ac"],
    ["a closing script alone is nothing", "a</script>b", "ab"],
    [
      "a declaration, a processing mark and CDATA are nobody's words",
      "<!doctype html><?xml x?>a<![CDATA[b]]>c",
      "ac",
    ],
    ["what never ends and is a person's", "a <y", "a <y"],
    ["what never ends and is an element's", "a <p title=", "a"],
    ["what never ends and is an element's end", "a </p", "a"],
    ["what never ends and is a person's end", "a </y", "a </y"],
    ["a person's word around an element", "<p>x <y</p>z", "x <yz"],
  ])("%s", (_, html, text) => expect(words(html)).toBe(text));

  test("are read as far as can be kept", () => {
    const text = htmlToText(`${"a ".repeat(60_000)}<b>c</b>`);
    expect(text).toHaveLength(120_000);
    expect(htmlToText(`<p>${"a".repeat(99_999)}</p><p>b</p>`)).toContain("b");
    expect(htmlToText(`<i>${"</i><i>".repeat(60_000)}b</i>`)).not.toContain("b");
  });
});
