import { readContact } from "@/contracts/contact";
import { LANGUAGE_PARAM, languageOf } from "@/contracts/languages";
import {
  FORMER_TRAP_FIELD,
  TEST_EVENT_MARK,
  TITLE_MAX,
  TRAP_FIELD,
  type DraftResult,
  type RawDelivery,
  type ReporterDraft,
} from "@/contracts/intake";
import { decodeFields } from "../read-fields";
import { tidyLine, tidyText } from "../plain-text";
import { contextOf, localeOf } from "./decode";

/** Reads a hosted form's fields, posted by a browser with or without JavaScript, or as JSON. */
export function readForm(raw: RawDelivery): DraftResult {
  const fields = decodeFields(raw.contentType, raw.body);
  if (!fields) return { ok: false, reason: "The form's fields cannot be read." };
  const text = typeof fields["text"] === "string" ? tidyText(fields["text"]) : "";
  if (!text) return { ok: false, reason: "The form holds no text." };
  const { email, name: nameBefore, contact } = readContact(fields["email"]);
  const name = tidyLine(fields["name"], 200) ?? nameBefore;
  const account = tidyLine(fields["account"], 200);
  const reporter: ReporterDraft = {
    ...(name && { name }),
    ...(email && { email }),
    ...(account && { account }),
  };
  const traps = [fields[TRAP_FIELD], fields[FORMER_TRAP_FIELD]].filter(
    (value) => typeof value === "string" && value.trim() !== "",
  );
  const pageLanguage = languageOf(tidyLine(fields[LANGUAGE_PARAM], 35));
  const context = contextOf({
    url: fields["url"],
    version: fields["version"],
    requestId: fields["request_id"],
    account,
    contact,
    channel: "form",
    userAgent: raw.headers["user-agent"],
    locale: localeOf(raw.headers["accept-language"]),
  });
  return {
    ok: true,
    draft: {
      title: tidyLine(fields["title"], TITLE_MAX) ?? null,
      text,
      reporter: Object.keys(reporter).length > 0 ? reporter : null,
      context: pageLanguage === null ? context : { ...context, pageLanguage },
      occurredAt: raw.occurredAt,
      isMarkedSpam: traps.includes(TEST_EVENT_MARK),
      formSigns: {
        isTrapFilled: traps.length > 0,
        filledInMs: typeof fields["filledInMs"] === "number" ? fields["filledInMs"] : null,
      },
    },
  };
}
