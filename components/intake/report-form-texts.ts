import type { useTranslations } from "next-intl";
import { PICTURE_MAX_MB } from "@/contracts/intake";

const size = String(PICTURE_MAX_MB);

type Translator<Namespace extends "form" | "refusals"> = ReturnType<typeof useTranslations<Namespace>>;

/** What the form's script may say. Reporters' pages have it made by the server, so that no formatter of messages goes to their browser. */
export function reportFormTexts(form: Translator<"form">, refusals: Translator<"refusals">) {
  return {
    draft: form("draft"),
    email: form("email"),
    emailHint: form("emailHint"),
    optional: form("optional"),
    screenshot: form("screenshot"),
    screenshotHint: form("screenshotHint", { size }),
    passedTitle: form("passed.title"),
    passed: {
      url: form("passed.url"),
      version: form("passed.version"),
      account: form("passed.account"),
      request_id: form("passed.request_id"),
      name: form("passed.name"),
    },
    trap: form("trap"),
    send: form("send"),
    sendAgain: form("sendAgain"),
    notSent: refusals("title"),
    pictureProblems: {
      no_picture: refusals("notAPicture"),
      too_large: refusals("pictureTooLarge", { size }),
    },
    unsent: {
      offline: refusals("unsent.offline"),
      late: refusals("unsent.late"),
      lost: refusals("unsent.lost"),
      busy: refusals("unsent.busy"),
    },
  };
}

export type ReportFormTexts = ReturnType<typeof reportFormTexts>;
