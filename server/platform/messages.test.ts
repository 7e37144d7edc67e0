import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, test } from "vitest";
import { LANGUAGES, type Language } from "@/contracts/languages";
import { app } from "@/contracts/messages/app";
import { messagesIn, translatorFor } from "./messages";

type Part = { type: number; value?: string; options?: Record<string, { value: Part[] }>; children?: Part[] };

/** Every message of a language by its path. */
function textsOf(value: object, path = ""): [string, string][] {
  return Object.entries(value).flatMap(([key, entry]: [string, unknown]) =>
    typeof entry === "string"
      ? [[`${path}${key}`, entry] as [string, string]]
      : textsOf(entry as object, `${path}${key}.`),
  );
}

const partsOf = (text: string, language: Language): Part[] => new IntlMessageFormat(text, language).getAst();

/** What a message takes, as `name:kind`; words and plural forms differ between languages, these must not. */
function argumentsOf(parts: Part[]): Set<string> {
  const taken = new Set<string>();
  const visit = (part: Part) => {
    if (part.type !== 0 && part.type !== 7) taken.add(`${part.value ?? ""}:${part.type}`);
    for (const option of Object.values(part.options ?? {})) option.value.forEach(visit);
    part.children?.forEach(visit);
  };
  parts.forEach(visit);
  return taken;
}

/** The plural forms a language has, of those that whole numbers take. */
const formsIn = (language: Language) =>
  new Set(Array.from({ length: 200 }, (_, count) => new Intl.PluralRules(language).select(count)));

function pluralsOf(parts: Part[]): string[][] {
  return parts.flatMap((part) => [
    ...(part.type === 6 ? [Object.keys(part.options ?? {})] : []),
    ...Object.values(part.options ?? {}).flatMap((option) => pluralsOf(option.value)),
    ...pluralsOf(part.children ?? []),
  ]);
}

describe.each(LANGUAGES)("%s", (language) => {
  const texts = textsOf(messagesIn(language));
  const english = new Map(textsOf(messagesIn("en")));

  test("has every message, and no other", () =>
    expect(texts.map(([path]) => path)).toEqual([...english.keys()]));

  test("every message takes what English takes", () => {
    for (const [path, text] of texts)
      expect(argumentsOf(partsOf(text, language)), path).toEqual(
        argumentsOf(partsOf(english.get(path) ?? "", "en")),
      );
  });

  test("plurals have all forms of the language", () => {
    for (const [path, text] of texts)
      for (const forms of pluralsOf(partsOf(text, language)))
        for (const form of formsIn(language)) expect(forms, path).toContain(form);
  });

  test("nothing is left empty, has spaces at its ends or a placeholder's marks", () => {
    for (const [path, text] of texts) {
      expect(text.trim(), path).toBe(text);
      expect(text, path).not.toMatch(/^$|TODO|\bXX|\{\{| {2}/);
    }
  });
});

test("what the workspace says is no part of what every language says, and can be formatted", () => {
  expect(messagesIn("en")).not.toHaveProperty("app");
  const texts = textsOf(app);
  expect(texts.length).toBeGreaterThan(20);
  for (const [path, text] of texts) {
    expect(partsOf(text, "en"), path).not.toEqual([]);
    expect(text.trim(), path).toBe(text);
  }
});

test("a message is found by its key", () =>
  expect(translatorFor("de", "missing")("title")).toBe("Seite nicht gefunden"));

test("times are written in UTC, and in English as outside of North America", () => {
  const until = new Date("2026-12-08T23:30:00Z");
  expect(translatorFor("en", "mails")("linkUntil", { until })).toMatch(/8 December 2026.+23:30/);
  expect(translatorFor("de", "mails")("linkUntil", { until })).toMatch(/8\. Dezember 2026.+23:30/);
});

test("a translator is made once for each language and namespace", () => {
  expect(translatorFor("fr", "mails")).toBe(translatorFor("fr", "mails"));
  expect(translatorFor("fr", "mails")).not.toBe(translatorFor("fr", "missing"));
  expect(translatorFor("fr", "missing")("title")).not.toBe(translatorFor("it", "missing")("title"));
});

test("a message that cannot be formatted is an error, not a text", () =>
  // What it takes is left out, which no caller's types allow.
  expect(() => (translatorFor("en", "mails") as (key: string) => string)("linkUntil")).toThrow());
