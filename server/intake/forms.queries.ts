import { FormConfig } from "@/contracts/intake";
import { isolate } from "@/contracts/isolate";
import type { Language } from "@/contracts/languages";
import { asAppError } from "@/server/platform/errors";
import { translatorFor } from "@/server/platform/messages";
import { findSource, type KnownSource } from "./source-lookup.queries";

/** What a form says of itself and of what is to be written, and the page that thanks for it; read here only. */
export type FormTexts = {
  title: string;
  /** Who reads the reports, and that no account is needed. */
  introduction: string;
  /** The label of the field for the report's text, and its hint. */
  question: string;
  hint: string;
  sentTitle: string;
  sentText: string;
};

/** What a hosted form says to whoever opens it. */
export type FormFace = {
  key: string;
  organization: string;
  launch: string;
  intro: string;
  isPaused: boolean;
  texts: FormTexts;
};

/** A source of kind form as visitors see it, in their language. */
export function faceOf(source: KnownSource, key: string, language: Language): FormFace {
  const { intro, readers } = FormConfig.catch({ intro: "", readers: "" }).parse(source.config);
  const [organization, launch] = [source.orgName, source.launchName ?? source.name];
  const names = { organization: isolate(organization), launch: isolate(launch) };
  const form = translatorFor(language, "form");
  const sent = translatorFor(language, "sent");
  return {
    key,
    organization,
    launch,
    intro,
    isPaused: source.state !== "active",
    texts: {
      title: form("title", names),
      introduction: form("introduction", { readers: isolate(readers) || form("readers", names) }),
      question: form("question"),
      hint: form("hint"),
      sentTitle: sent("title"),
      sentText: sent("text"),
    },
  };
}

/** The form behind a public key; null when there is none. */
export async function findForm(key: string, language: Language): Promise<FormFace | null> {
  try {
    return faceOf(await findSource(key, "form"), key, language);
  } catch (error) {
    if (asAppError(error)?.code === "NOT_FOUND") return null;
    throw error;
  }
}
