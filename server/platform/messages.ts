import { createTranslator, type NamespaceKeys, type NestedKeyOf } from "use-intl/core";
import type { Language } from "@/contracts/languages";
import { de } from "@/contracts/messages/de";
import { en } from "@/contracts/messages/en";
import { es } from "@/contracts/messages/es";
import { fr } from "@/contracts/messages/fr";
import { it } from "@/contracts/messages/it";
import type { Messages } from "@/contracts/messages/messages";
import { nl } from "@/contracts/messages/nl";
import { pl } from "@/contracts/messages/pl";
import { pt } from "@/contracts/messages/pt";
import { sv } from "@/contracts/messages/sv";
import { tr } from "@/contracts/messages/tr";

const CATALOGUES: Readonly<Record<Language, Messages>> = { en, de, fr, es, it, pt, nl, pl, sv, tr };

/** Everything there is to say in one language. Pages hand on to the browser only the namespaces that they show there. */
export const messagesIn = (language: Language): Messages => CATALOGUES[language];

/** What readers may be shown in every language; the workspace's own messages are not among it. */
type Catalogue = typeof en;

/** Thrown, so that a message that cannot be formatted is found by a test and not by a reader. */
const rethrow = (error: Error): never => {
  throw error;
};

type Namespaces = NamespaceKeys<Catalogue, NestedKeyOf<Catalogue>>;

const makeTranslator = <Namespace extends Namespaces>(language: Language, namespace: Namespace) =>
  createTranslator<Catalogue, Namespace>({
    // English as it is written outside of North America: "8 December 2026".
    locale: language === "en" ? ("en-GB" as Language) : language,
    messages: messagesIn(language) as Catalogue,
    namespace,
    timeZone: "UTC",
    onError: rethrow,
  });

/** Kept, with the patterns that they have parsed: making one takes longer than writing a mail with it. */
const translators = new Map<string, unknown>();

/**
 * The messages of one namespace, for mails and for pages that are drawn without Next; formatted as ICU messages. Pages use `next-intl`.
 * Times are written in UTC.
 */
export function translatorFor<Namespace extends Namespaces>(language: Language, namespace: Namespace) {
  const key = `${language} ${namespace}`;
  if (!translators.has(key)) translators.set(key, makeTranslator(language, namespace));
  return translators.get(key) as ReturnType<typeof makeTranslator<Namespace>>;
}
