import { cutText } from "@/contracts/cut-text";
import type { Language } from "@/contracts/languages";
import { nameInSubject, nameInText } from "@/server/platform/mail-names";
import { translatorFor } from "@/server/platform/messages";

/** What a reporter is told at once: that it arrived, under which reference, and where to follow it. */
export type Acknowledgement = { subject: string; text: string };

const QUOTED_CHARS = 600;
/** Everything that ends a line for some mail reader: what follows must not pass for words of ours. */
const LINE_END = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/;

/**
 * The acknowledgement in the language in which the reporter is addressed (reporter-language.ts); plain text, with their own words quoted
 * where they may be.
 */
export function acknowledgementOf(report: {
  reference: string;
  language: Language;
  text: string | null;
  launchName: string;
  reportUrl: string;
}): Acknowledgement {
  const t = translatorFor(report.language, "mails");
  const { reference, text, launchName } = report;
  const quoted = text !== null && text.length > QUOTED_CHARS ? `${cutText(text, QUOTED_CHARS)} …` : text;
  return {
    subject: t("acknowledgement.subject", { launch: nameInSubject(launchName, 1), reference }),
    text: [
      t("acknowledgement.received", { launch: nameInText(launchName) }),
      "",
      t("acknowledgement.follow"),
      report.reportUrl,
      "",
      t("acknowledgement.reference"),
      reference,
      ...(quoted === null
        ? []
        : ["", t("acknowledgement.quote"), ...quoted.split(LINE_END).map((line) => `> ${line}`)]),
    ].join("\n"),
  };
}
