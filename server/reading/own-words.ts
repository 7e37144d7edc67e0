import { CLOSING } from "@/server/reading/models/mail-surroundings";
import { withoutGreeting, withoutPreamble } from "./preamble";
import { findStatedFloors, type StatedFloor } from "./severity";
import { statedFaultsOf } from "./stated-fault";
import { splitQuote } from "./split-quote";
import { termsOf } from "./tokens";

/**
 * A report without what surrounds it: the mail it answers to (split-quote.ts), the greeting, the thanks and the name at its end, the
 * question for news. "Many thanks, Ruth" is manners and not praise, and the words of a signature make nobody's reports alike.
 */

/** Beginnings of sentences that are about the correspondence: asking after an earlier report, offering evidence, a telephone's footer. */
const ASIDES = [
  "any (?:news|updates?|progress)\\b",
  "(?:did|have) you (?:get|got|receive|received|see|seen|read) my (?:message|mail|e-?mail|report|ticket)",
  "(?:still )?waiting for (?:an|your|any) (?:answer|reply|response)",
  "(?:(?:i(?:['’]m| am)|we(?:['’]re| are)|just) )?following up on (?:my|our|this|the|it)\\b",
  "(?:we(?:['’]re| are)|i(?:['’]m| am)) still waiting(?! (?:for|on|to)\\b)",
  "is (?:anybody|anyone|somebody|someone) (?:still |even )?(?:working on|looking (?:at|into)) (?:this|it)",
  "please (?:don['’]t|do not) forget (?:us|me)\\b",
  "i (?:can|could|will) (?:send|attach|share) (?:you )?(?:an? )?(?:screenshots?|photos?|pictures?|videos?)",
  "gibt es (?:(?:hierzu|dazu|schon|inzwischen|bereits) )*(?:etwas |was )?neue[sn]",
  "haben sie meine (?:nachricht|mail|e-?mail|meldung)",
  "(?:ich )?(?:wollte|möchte) (?:(?:noch ?mals?|noch einmal|nur|mal|kurz) )*nachfragen",
  "kümmert sich (?:da |hier |noch )*jemand",
  "(?:ich )?warte (?:noch |immer noch |weiterhin )?auf (?:eine |ihre )?(?:antwort|rückmeldung)",
  "einen screenshot (?:kann|könnte|schicke) ich|(?:ich )?(?:kann|könnte) (?:gern(?:e)? )?(?:einen screenshot|ein foto|ein bild)",
  "avez-vous (?:des nouvelles|du nouveau|reçu mon (?:message|mail|courriel))|des nouvelles\\b|toujours pas de (?:réponse|nouvelles)",
  "je (?:me permets de )?(?:vous )?relancer?\\b",
  "je (?:peux|pourrais) (?:vous )?envoyer une (?:capture|photo)",
  "¿?(?:hay|tienen|tenéis) (?:alguna )?(?:novedad|noticia)(?:es|s)?\\b|¿?(?:recibieron|han recibido|habéis " +
    "recibido) mi (?:mensaje|correo)|sigo esperando",
  "(?:os |les )?vuelvo a escribir(?:os|les)?\\b|¿?alguien (?:lo )?está (?:mirando|viendo|trabajando)",
  "puedo (?:enviar|mandar)(?:les|os|le)? una (?:captura|foto)",
  "sent from my|envoyé (?:de|depuis) mon|von meinem \\w+ gesendet|gesendet von mein|enviado desde mi|get outlook for",
];
const ASIDE = new RegExp(
  `(?<=^|[.!?\\n]\\s{0,3})(?:${ASIDES.join("|")})[^.!?\\n]{0,80}(?:[.!?]+|(?=\\n)|$)`,
  "giu",
);

/** Fewer words than this left say too little: then nothing is taken away. */
const LEAST_WORDS = 4;
/** Two closings in a row are common ("Thanks in advance. Best, Ruth"); more are not. */
const CLOSINGS = 2;
/** A closing stands at the end; what comes before is never searched, whatever its length. */
const TAIL_CHARS = 400;

/** Whether a text has at least so many words; what comes after them is not looked at. */
export function hasWords(text: string, least: number): boolean {
  let found = 0;
  for (const _word of text.matchAll(/[\p{L}\p{N}]+/gu)) {
    found += 1;
    if (found >= least) return true;
  }
  return found >= least;
}

const withoutAsides = (text: string): string => text.replace(ASIDE, "").trim();

function withoutClosings(text: string): string {
  let rest = text.trim();
  for (let round = 0; round < CLOSINGS; round += 1) {
    const tailAt = Math.max(0, rest.length - TAIL_CHARS);
    const found = CLOSING.exec(rest.slice(tailAt));
    if (!found) break;
    // The mark before the closing ends the sentence that stays.
    const kept = rest.slice(0, tailAt + found.index + (/^[.!?…)»”"']/.test(found[0]) ? 1 : 0)).trim();
    if (!hasWords(kept, LEAST_WORDS)) break;
    rest = kept;
  }
  return rest;
}

/** What the person says in this report, at most as long as the text; the text itself when nothing would be left. */
export function ownWords(text: string): string {
  const rest = withoutClosings(splitQuote(text).own || text.trim());
  const direct = withoutAsides(rest);
  const words = hasWords(direct, LEAST_WORDS) ? direct : rest;
  const begun = withoutGreeting(words);
  return hasWords(begun, LEAST_WORDS) ? begun : words;
}

/**
 * The terms by which a report is compared with others: those of its title and of what the person says after the preamble, and the faults
 * that it states.
 * @param stated the floors that it states, where they were found already
 */
export function ownTerms(
  title: string | null,
  text: string,
  language: string,
  stated?: readonly StatedFloor[],
): string[] {
  const own = splitQuote(text).own || text;
  return [
    ...termsOf(title, withoutPreamble(ownWords(own)), language),
    ...statedFaultsOf(stated ?? findStatedFloors({ title, text: own })),
  ];
}
