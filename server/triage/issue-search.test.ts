import { describe, expect, it } from "vitest";
import { readNamed } from "./issue-search.queries";

describe("a search text", () => {
  it.each([
    ["R-7F3K-Q2M9", { reference: "R-7F3K-Q2M9" }],
    [" r-7f3k-q2m9 ", { reference: "R-7F3K-Q2M9" }],
    ["r7f3kq2m9", { reference: "R-7F3K-Q2M9" }],
    ["#42", { number: 42 }],
  ])("%s names one thing", (text, named) => {
    expect(readNamed(text)).toEqual(named);
  });
  it.each(["42", "#", "#42 invoice", "R-7F3K", "refunds", "R-7F3K-Q2M9 again", "#1234567890"])(
    "%s is words",
    (text) => {
      expect(readNamed(text)).toBeNull();
    },
  );
});
