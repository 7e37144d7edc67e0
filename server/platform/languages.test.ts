import { expect, test } from "vitest";
import { carriedLanguage, readersLanguage } from "./languages";

test.each([
  ["the choice comes before the browser", "fr", "de,en;q=0.5", "fr"],
  ["a choice with its region", "pt-BR", "", "pt"],
  ["a choice that is none of ours leaves it to the browser", "ja", "de", "de"],
  ["a browser's region", null, "de-AT,de;q=0.9,en;q=0.8", "de"],
  ["a region that comes first, without weights", null, "de-AT,en", "de"],
  ["by weight, not by place", null, "en;q=0.4, sv;q=0.9", "sv"],
  ["the first that is ours", null, "ja,ko;q=0.9,pl;q=0.3", "pl"],
  ["refused languages are not taken", null, "de;q=0, nl", "nl"],
  ["any language at all is English", null, "*", "en"],
  ["none of ours is English", null, "ja, zh-Hant", "en"],
  ["nothing at all is English", undefined, undefined, "en"],
  ["no list of languages is English", null, ";;;,,,q=x", "en"],
  ["a header without end is read from its beginning", null, `tr,${"xx,".repeat(50_000)}`, "tr"],
])("%s", (_name, chosen, accepted, language) => expect(readersLanguage(chosen, accepted)).toBe(language));

test.each([
  ["the browser would say another", "de", "fr,en;q=0.5", "de"],
  ["the browser says nothing", "de", null, "de"],
  ["the browser says the same", "de", "de-CH,de;q=0.9", null],
  ["it is where everybody ends", "en", "ja", null],
] as const)("a language is carried along or not: %s", (_name, language, accepted, carried) =>
  expect(carriedLanguage(language, accepted)).toBe(carried),
);
