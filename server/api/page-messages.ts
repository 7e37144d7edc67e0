import { getRequestConfig } from "next-intl/server";
import { app } from "@/contracts/messages/app";
import type { en } from "@/contracts/messages/en";
import { messagesIn } from "@/server/platform/messages";
import { pageLanguage } from "./page-language";

/**
 * What `next-intl` draws a page with: the language that our own server chose for it, everything there is to say in it, and what the
 * workspace says in English.
 */
export default getRequestConfig(async () => {
  const { language } = await pageLanguage();
  return {
    locale: language,
    // Typed as English: there the texts themselves are the types, which say what a message takes.
    messages: { ...(messagesIn(language) as typeof en), app },
    timeZone: "UTC",
  };
});
