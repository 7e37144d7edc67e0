import { describe, expect, it } from "vitest";
import { parseTokens, suggestTokens, type FilterField } from "./filter-tokens";

const FIELDS: FilterField[] = [
  { key: "severity", label: "Severity", values: [{ value: "critical" }, { value: "major" }] },
  { key: "since", label: "Since" },
];
const KEYS = FIELDS.map((field) => field.key);

describe("a written filter", () => {
  it.each([
    [
      "severity:critical since:24h",
      [
        { key: "severity", value: "critical" },
        { key: "since", value: "24h" },
      ],
    ],
    [
      "double charge severity:major",
      [
        { key: "text", value: "double charge" },
        { key: "severity", value: "major" },
      ],
    ],
    ['severity:"very bad"', [{ key: "severity", value: "very bad" }]],
    ["https://acme.test/pay at 12:30", [{ key: "text", value: "https://acme.test/pay at 12:30" }]],
    ["", []],
  ])("%s is read as meant", (text, tokens) => {
    expect(parseTokens(text, KEYS)).toEqual(tokens);
  });
});

describe("suggestions", () => {
  const labels = (draft: string, set: { key: string; value: string }[] = []) =>
    suggestTokens(draft, FIELDS, set).map((suggestion) =>
      suggestion.kind === "key"
        ? `${suggestion.field.key}:`
        : `${suggestion.token.key}=${suggestion.token.value}`,
    );

  it("begin with the keys", () => expect(labels("")).toEqual(["severity:", "since:"]));
  it("find a value without its key, and always offer the text itself", () =>
    expect(labels("crit")).toEqual(["severity=critical", "text=crit"]));
  it("list the values after a key", () =>
    expect(labels("severity:")).toEqual(["severity=critical", "severity=major"]));
  it("leave out what is set already", () =>
    expect(labels("severity:", [{ key: "severity", value: "major" }])).toEqual(["severity=critical"]));
  it("accept any value where none are listed", () => expect(labels("since:24h")).toEqual(["since=24h"]));
  it("refuse unlisted values where values are listed", () => expect(labels("severity:nonsense")).toEqual([]));
});
