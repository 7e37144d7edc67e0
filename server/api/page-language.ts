import { headers } from "next/headers";
import { FALLBACK_LANGUAGE, languageOf, type Language } from "@/contracts/languages";
import { carriedLanguage } from "@/server/platform/languages";
import { LANGUAGE_HEADER, PATH_HEADER } from "./context";

/** What Next adds to an address when it asks for a page's data. */
const DATA_PARAM = "_rsc";

export type PageLanguage = {
  language: Language;
  /** What of that the page's links have to carry along. */
  carried: Language | null;
  /** The page's own path and query. */
  address: string;
};

/** The language that our own server chose for this page. */
export async function pageLanguage(): Promise<PageLanguage> {
  const request = await headers();
  const language = languageOf(request.get(LANGUAGE_HEADER)) ?? FALLBACK_LANGUAGE;
  const [path = "", query = ""] = (request.get(PATH_HEADER) ?? "/").split("?", 2);
  const search = new URLSearchParams(query);
  search.delete(DATA_PARAM);
  return {
    language,
    carried: carriedLanguage(language, request.get("accept-language")),
    address: search.size > 0 ? `${path}?${search}` : path,
  };
}
