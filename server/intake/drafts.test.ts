import { describe, expect, it } from "vitest";
import type { RawDelivery, SourceKind } from "@/contracts/intake";
import { toDraft } from "./drafts";
import { cutText } from "@/contracts/cut-text";
import { htmlToText, isHtml, tidyLine, tidyText } from "./plain-text";

const at = new Date("2026-11-02T10:00:00Z");
const raw = (
  kind: SourceKind,
  contentType: string,
  body: string | Uint8Array,
  headers: Record<string, string> = {},
): RawDelivery => ({
  kind,
  contentType,
  headers,
  config: {},
  occurredAt: at,
  body: typeof body === "string" ? new TextEncoder().encode(body) : body,
});
const urlencoded = "application/x-www-form-urlencoded; charset=utf-8";

describe("a form becomes a draft", () => {
  it("keeps what was typed, who typed it and where they were", () => {
    const body = new URLSearchParams({
      text: " The basket\r\nempties <itself> ",
      email: "Ana@Shop.Example",
      url: "https://shop.example/basket",
      version: "2.0.1",
      account: "acct-9",
      request_id: "req-1",
      website: "",
    });
    const result = toDraft(
      raw("form", urlencoded, body.toString(), {
        "user-agent": "Firefox",
        "accept-language": "de-CH,de;q=0.9",
      }),
    );
    expect(result).toEqual({
      ok: true,
      draft: {
        title: null,
        text: "The basket\nempties <itself>",
        reporter: { email: "ana@shop.example", account: "acct-9" },
        occurredAt: at,
        isMarkedSpam: false,
        formSigns: { isTrapFilled: false, filledInMs: null },
        context: {
          url: "https://shop.example/basket",
          version: "2.0.1",
          account: "acct-9",
          requestId: "req-1",
          channel: "form",
          userAgent: "Firefox",
          locale: "de-CH",
        },
      },
    });
  });
  it("keeps a filled trap as a sign, and the report", () => {
    const result = toDraft(
      raw("form", "application/json", JSON.stringify({ text: "Buy", website: "http://spam.example" })),
    );
    expect(result).toMatchObject({
      ok: true,
      draft: { text: "Buy", isMarkedSpam: false, formSigns: { isTrapFilled: true } },
    });
  });
  it("drops an address that is none rather than the report", () => {
    expect(
      toDraft(raw("form", "application/json", JSON.stringify({ text: "Hm", email: "not an address" }))),
    ).toMatchObject({ ok: true, draft: { reporter: null } });
  });
  it.each([
    ["application/json", "{"],
    ["application/json", "[1]"],
    ["application/json", '{"text":"  "}'],
    [urlencoded, "text="],
  ])("gives a reason for %s %s", (type, body) => {
    expect(toDraft(raw("form", type, body)).ok).toBe(false);
  });
});

describe("an API item becomes a draft", () => {
  it("takes over title, reporter and context", () => {
    const body = {
      launch: "two",
      title: "Timeout",
      text: "POST /pay fails",
      reporter: { name: "Kim", email: "kim@x.example", account: "A1", externalId: "u-7" },
      context: { route: "/pay", statusCode: 504, tags: ["a", "a", "b"] },
    };
    expect(toDraft(raw("api", "application/json", JSON.stringify(body)))).toMatchObject({
      ok: true,
      draft: {
        title: "Timeout",
        text: "POST /pay fails",
        reporter: { name: "Kim", email: "kim@x.example", account: "A1", externalId: "u-7" },
        context: { route: "/pay", statusCode: 504, tags: ["a", "b"], account: "A1", channel: "api" },
      },
    });
  });
});

describe("text", () => {
  it("is cut at 20,000 characters without halving one", () => {
    const cut = tidyText("a".repeat(19_998) + "😀😀");
    expect(cut.length).toBeLessThanOrEqual(20_000);
    expect(cut).not.toMatch(/\p{Surrogate}/u);
    expect(cut.endsWith("a…")).toBe(true);
  });
  it("loses NUL, escapes and lone surrogates, which neither Postgres nor a terminal should get", () => {
    expect(tidyText("a\u0000b\u001b[31mc\ud800d\r\n\r\n\r\n\r\n\r\ne")).toBe("ab[31mc\ufffdd\n\n\ne");
  });
  it("is read out of HTML with its lines, without scripts, and entities are read once", () => {
    expect(
      tidyText(
        htmlToText(
          "<div>One<br>two</div><script>alert(1)</script><ul><li>a</li><li>b</li></ul>&amp;lt;b&amp;gt; &#8364;",
        ),
      ),
    ).toBe("One\ntwo\n\n- a\n- b\n&lt;b&gt; €");
  });
  it("that is about code is not HTML", () => {
    expect(isHtml("if a < 5 and b > 3 then List<String> fails")).toBe(false);
    expect(isHtml("<p>x</p>")).toBe(true);
  });
  it.each([
    [
      "a plain text about an element, which is no HTML at all",
      "<Button> does nothing",
      "<Button> does nothing",
    ],
    [
      "what is no element, within HTML",
      "<p>A List<String> and x <y stay</p>",
      "A List<String> and x <y stay",
    ],
    [
      "entities of every name, once",
      "<p>&lt;b&gt; &bigstar; &ouml;&#246;&#xf6; &amp;amp; &nbsp;x</p>",
      "<b> ★ ööö &amp;  x",
    ],
    [
      "no style, template or noscript, in whatever case",
      "a<STYLE>p{}</Style>b<template><p>c</p></template>d<noscript>e</noscript>f<br>",
      "abdf",
    ],
    ["no template within a template", "a<template>b<template>c</template>d</template>e<br>", "ae"],
    ["no comment, closed or not", "<p>a<!-- b > c -->d</p><!-- e", "ad"],
    [
      "lines for rows and headings",
      "<h1>A</h1><table><tr><td>b</td></tr><tr><td>c</td></tr></table>",
      "A\nb\nc",
    ],
    ["attributes with brackets in them", '<p title="a > b">c</p>', "c"],
    ["Outlook's own elements", "<p>a<o:p></o:p></p>", "a"],
    ["broken tags", "<p>a<b<i>c</p", "a<bc"],
  ])("of HTML keeps %s", (_, html, text) => {
    expect(tidyText(isHtml(html) ? htmlToText(html) : html)).toBe(text);
  });
  it("is cut where a person sees one character end", () => {
    expect(cutText("aé👩‍👩‍👧‍👦b", 4)).toBe("aé");
    expect(cutText("ae\u0301b", 2)).toBe("a");
    expect(cutText("ab", 2)).toBe("ab");
    // What no person would write as one character is cut all the same.
    expect(cutText(`a${"\u0301".repeat(500)}`, 200)).toHaveLength(200);
  });
  it("loses blanks at the ends of lines and keeps those within them", () => {
    expect(tidyText("  a  b \t \n\t c\t\n")).toBe("a  b\n\t c");
    expect(tidyLine(`${" ".repeat(50_000)}a   b${" ".repeat(50_000)}`, 100)).toBe("a b");
    expect(tidyText(`${"\n".repeat(200_000)}a`)).toBe("a");
  });
  it("as tags is looked at up to a limit and kept up to another", () => {
    const tags = Array.from({ length: 15_000 }, (_, n) => `tag-${n}`);
    const result = toDraft(raw("api", "application/json", JSON.stringify({ text: "x", context: { tags } })));
    expect(result.ok && result.draft.context.tags).toHaveLength(50);
  });
  it("of hostile shape is read to its end before the runner loses patience", () => {
    const text = htmlToText(
      "<".repeat(20_000) + "<script".repeat(2_000) + "&#".repeat(20_000) + "<!--".repeat(5_000),
    );
    expect(text).not.toContain("<script");
  });
});
