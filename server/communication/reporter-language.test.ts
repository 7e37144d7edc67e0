import { expect, test } from "vitest";
import type { Language } from "@/contracts/languages";
import { reporterLanguage } from "./reporter-language";

const LONG = "Die Rechnung vom Oktober fehlt seit gestern.";

test.each<[name: string, page: Language | null, written: string, text: string, expected: Language]>([
  ["page and report agree", "pl", "pl", "Rachunek z października zniknął wczoraj.", "pl"],
  ["a Pole writes English for a team abroad", "pl", "en", "The October invoice is gone.", "pl"],
  [
    "the page is in one of ours and the report in none",
    "sv",
    "fi",
    "Lokakuun lasku puuttuu eilisestä.",
    "sv",
  ],
  ["the page is in one of ours and the report in another", "fr", "de", LONG, "fr"],
  ["nothing tells what a report on a page is in", "tr", "und", "500", "tr"],
  ["an English page is what a browser gets that prefers none of ours, or English", "en", "de", LONG, "de"],
  [
    "an English page, and a language that is not ours",
    "en",
    "cs",
    "Faktura za říjen od včerejška chybí.",
    "en",
  ],
  ["an English page, and too little to tell it from", "en", "fr", "Page blank", "en"],
  ["an English page, and much that is no letter", "en", "de", "4711 4712 4713 4714 4715 4716 4717 OK", "en"],
  ["an English page, and a letter too few", "en", "de", "a".repeat(19), "en"],
  ["an English page, and just enough letters", "en", "de", "a".repeat(20), "de"],
  ["an English page, and letters only behind a long number", "en", "de", "1".repeat(200) + LONG, "en"],
  ["an English page and an English report", "en", "en", "The October invoice is gone.", "en"],
  ["no page: an application's own report", null, "es", "Falta la factura de octubre.", "es"],
  ["no page, and few words, which are all there is to go by", null, "it", "Pagina bianca", "it"],
  ["no page, and a language that is not ours", null, "uk", "Рахунок за жовтень зник.", "en"],
  ["no page, and nothing to tell it from", null, "und", "500", "en"],
  ["a model names a region", null, "pt-BR", "A fatura de outubro sumiu.", "pt"],
  ["a model names the language in words", null, "German", LONG, "en"],
])("%s", (_name, page, written, text, expected) =>
  expect(reporterLanguage({ page, written, text })).toBe(expected),
);
