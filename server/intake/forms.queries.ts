import { FormConfig, ownWords, shownWords, type FormWords } from "@/contracts/form-words";
import type { Language } from "@/contracts/languages";
import type { en } from "@/contracts/messages/en";
import { asAppError } from "@/server/platform/errors";
import { messagesIn, translatorFor } from "@/server/platform/messages";
import { findSource, type KnownSource } from "./source-lookup.queries";

/** What a hosted form says to whoever opens it. */
export type FormFace = {
  key: string;
  organization: string;
  launch: string;
  /** In the reader's language: the organization's own, else the standard ones. */
  texts: FormWords;
  isPaused: boolean;
};

/** A source of kind form as visitors who read a language see it. */
export function faceOf(source: KnownSource, key: string, language: Language): FormFace {
  const names = { launch: source.launchName ?? source.name, organization: source.orgName };
  return {
    key,
    ...names,
    texts: shownWords(ownWords(FormConfig.parse(source.config), language), standardWords(language), names),
    isPaused: source.state !== "active",
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

/** The catalogue's words of a form in one language, with the names that differ from form to form left to be filled in. */
function standardWords(language: Language): FormWords {
  const form = translatorFor(language, "form");
  const sent = translatorFor(language, "sent");
  return {
    intro: "",
    readers: form("readers", { launch: "{launch}", organization: "{organization}" }),
    title: form("title", { launch: "{launch}" }),
    introduction: form("introduction", { readers: "{readers}" }),
    question: form("question"),
    hint: form("hint"),
    sentTitle: sent("title"),
    sentText: sent("text"),
  };
}

/** What a form is drawn with in one language, for those who word it: its standard words, and the messages of its pages. */
export function readFormLanguage(language: Language) {
  // Typed as English: there the texts themselves are the types, which say what a message takes.
  const { form, sent, refusals } = messagesIn(language) as typeof en;
  return { standard: standardWords(language), messages: { form, sent, refusals } };
}
