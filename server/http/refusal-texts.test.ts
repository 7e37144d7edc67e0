import { describe, expect, test } from "vitest";
import type { ErrorCode } from "@/contracts/errors";
import { PostedForm } from "@/contracts/intake";
import { LANGUAGES, type Language } from "@/contracts/languages";
import { AppError, asAppError } from "@/server/platform/errors";
import { decodeUtf8 } from "@/server/platform/json";
import { expectShape, guardText, parseJson } from "./parse-json";
import { refusalTexts } from "./refusal-texts";

const NUMBER = "req_1";

/** What a rule of ours throws, as it throws it. */
function refused(act: () => unknown): AppError {
  try {
    act();
  } catch (error) {
    const refusal = asAppError(error);
    if (refusal) return refusal;
    throw error;
  }
  throw new Error("was not refused");
}
const made = (code: ErrorCode, details: object = {}, retryAfterMs?: number) =>
  new AppError(code, "English words for programs.", { ...details }, retryAfterMs);

const REFUSALS: [string, AppError, string, (string | undefined)?][] = [
  ["no text", refused(() => expectShape(PostedForm, { text: "  " })), "say what happened", "text"],
  ["no field for it", refused(() => expectShape(PostedForm, {})), "say what happened", "text"],
  ["too much text", refused(() => expectShape(PostedForm, { text: "x".repeat(20_001) })), "20,000", "text"],
  ["NUL in the text", refused(() => guardText("a\0", "text")), "can’t be stored", "text"],
  ["half a character elsewhere", refused(() => guardText("\ud800", "email")), "can’t be stored"],
  [
    "too large a picture",
    made("PAYLOAD_TOO_LARGE", { fieldCodes: { screenshot: "too_big" } }),
    "larger than 15 MB",
    "screenshot",
  ],
  ["too large a body", made("PAYLOAD_TOO_LARGE", { maxBytes: 5 }), "too much for one report"],
  ["too many fields", made("BAD_REQUEST", { reason: "too_many_fields" }), "more fields than we accept"],
  ["no UTF-8", refused(() => decodeUtf8(Uint8Array.of(0xff))), "can’t read"],
  ["no JSON", refused(() => parseJson(Uint8Array.of(0x7b))), "can’t read"],
  ["another media type", made("UNSUPPORTED_MEDIA_TYPE", { header: "Content-Type" }), "can’t read"],
  ["a slow body", made("BAD_REQUEST", { reason: "timeout" }), "took too long"],
  ["a body cut short", made("BAD_REQUEST", { reason: "cut_short" }), "connection was lost"],
  ["a network's limit", made("RATE_LIMITED", { limit: "network" }, 61_000), "in 2 minutes"],
  ["a network's limit in a moment", made("RATE_LIMITED", { limit: "network" }, 59_999), "in a moment"],
  ["a form's limit", made("RATE_LIMITED", { limit: "form" }, 60_000), "in 1 minute."],
  ["a paused form", made("FORBIDDEN", { reason: "paused" }), "is paused"],
  ["no such form", made("NOT_FOUND"), "no form at this address"],
  ["no room", made("UNAVAILABLE", { reason: "bodies_in_flight" }, 2_000), "in a moment"],
  ["no database", made("UNAVAILABLE", {}, 5_000), "at the moment"],
  ["a surprise", made("INTERNAL"), NUMBER],
  ["what nobody thought of", made("GONE"), NUMBER],
];

describe.each(REFUSALS)("%s", (_name, refusal, english, field) => {
  const inEnglish = refusalTexts(refusal, "en", NUMBER);

  test("is said in English, at its field where it has one", () => {
    expect(inEnglish.message.replaceAll("\u00a0", " ")).toContain(english);
    expect(inEnglish.fields).toEqual(field === undefined ? {} : { [field]: inEnglish.message });
  });

  test("is said in every language in its own words, never in a program's", () => {
    const messages = LANGUAGES.map((language) => refusalTexts(refusal, language, NUMBER).message);
    expect(new Set(messages).size).toBe(LANGUAGES.length);
    for (const message of messages) {
      expect(message).not.toContain(refusal.message);
      expect(message).not.toMatch(/[{}]/);
    }
  });
});

test.each<[Language, string]>([
  ["en", "in 5 minutes"],
  ["de", "in 5 Minuten"],
  ["fr", "dans 5 minutes"],
  ["pl", "za 5 minut"],
  ["sv", "om 5 minuter"],
  ["tr", "5 dakika sonra"],
])("when to come back, in %s", (language, wait) =>
  expect(
    refusalTexts(made("RATE_LIMITED", { limit: "form" }, 5 * 60_000), language, NUMBER).message,
  ).toContain(wait),
);

test.each<[Language, string]>([
  ["de", "20.000"],
  ["fr", "20 000"],
  ["sv", "20 000"],
])("figures as %s writes them", (language, figure) => {
  const refusal = made("UNPROCESSABLE", { fieldCodes: { text: "too_big" } });
  expect(refusalTexts(refusal, language, NUMBER).message.replace(/\s/g, " ")).toContain(figure);
});
