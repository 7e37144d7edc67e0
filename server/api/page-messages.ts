import { headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { FALLBACK_LANGUAGE, languageOf } from "@/contracts/languages";
import { app } from "@/contracts/messages/app";
import type { en } from "@/contracts/messages/en";
import { messagesIn } from "@/server/platform/messages";
import { LANGUAGE_HEADER } from "./context";

/** What `next-intl` draws a page with: the language that our own server chose for it, and everything there is to say in it; the workspace in English. */
export default getRequestConfig(async () => {
  const language = languageOf((await headers()).get(LANGUAGE_HEADER)) ?? FALLBACK_LANGUAGE;
  return {
    locale: language,
    // Typed as English: there the texts themselves are the types, which say what a message takes.
    messages: { ...(messagesIn(language) as typeof en), app },
    timeZone: "UTC",
  };
});
