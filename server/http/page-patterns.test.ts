import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { PAGE_PATTERNS, pagePatternOf } from "./page-patterns";

test("the patterns are the pages there are", () => {
  const pages = readdirSync("app", { recursive: true, encoding: "utf8" })
    .filter((file) => /(?:^|\/)page\.tsx$/.test(file))
    .map(
      (file) =>
        `/${file
          .split("/")
          .slice(0, -1)
          .filter((part) => !part.startsWith("("))
          .join("/")}`,
    );
  expect([...PAGE_PATTERNS].sort()).toEqual(pages.sort());
});

test.each([
  ["/", "/"],
  ["/sign-in", "/sign-in"],
  ["/acme", "/[org]"],
  ["/acme/", "/[org]"],
  ["/acme/launches", "/[org]/launches"],
  ["/acme/launches/new", "/[org]/launches/new"],
  ["/acme/spring/board", "/[org]/[launch]/board"],
  ["/acme/spring/issues/41", "/[org]/[launch]/issues/[number]"],
  ["/acme/settings/mail", "/[org]/settings/mail"],
  ["/acme/settings/board", "/[org]/[launch]/board"],
  ["/invitation/inv_1.secret", "/invitation/[token]"],
  ["/reset-password/secret", "/reset-password/[token]"],
  ["/report/raw_1.secret", "/report/[token]"],
  ["/f/frm_key/sent", "/f/[key]/sent"],
  ["/f/frm_key/sent/more", "(none)"],
  ["/invitation/secret/more", "(none)"],
  ["/_next/static/chunks/1.js", "(file)"],
  ["/a/b/c/d/e/f/g/h/i/j", "(none)"],
  [`/${"a/".repeat(5_000)}`, "(none)"],
])("%s is logged as %s", (path, pattern) => {
  expect(pagePatternOf(path)).toBe(pattern);
});
