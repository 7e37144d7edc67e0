import { foldText } from "./fold-text";
import { withoutGreeting } from "./preamble";

/** Longer than this nobody only says thanks, characters. */
const LONGEST = 300;

const wordsOf = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));

/** Words that say that something works, in the product's languages; folded. "Gone" and "back" are not: data is gone, errors are back. */
const WORKS = wordsOf(
  `works working worked fixed solved resolved sorted confirmed
  funktioniert klappt geht lauft behoben gelost erledigt bestatigt
  marche fonctionne regle resolu confirme
  funciona resuelto arreglado solucionado risolto funziona resolvido werkt opgelost`,
);
/** Words that thank or praise. */
const THANKS = wordsOf(
  `thanks thank thx ty cheers perfect great brilliant excellent wonderful fine good ok okay done appreciated
  danke dank super prima perfekt toll bestens wunderbar merci parfait bien gracias perfecto genial vale grazie perfetto
  obrigado obrigada perfeito bedankt`,
);
/** Words of no weight beside both; no denial, no "but", no "still" and no "only" among them. */
const FILLERS = wordsOf(
  `a all and best can everything everyone for from has have help i is it it's just kind look looks lot many me much my now of on our
  perfectly quick quickly really regards reply so support team that that's the this time to update us very was we yes you your since
  today after
  alles bei das der die den dem es fur hat haben hilfe ich ihnen ihre ihr herzlichen ist jetzt ja mit nun schnelle schnell sehr seit sie
  support und uns vielen wir heute team auch antwort einwandfrei gut
  beaucoup c'est ca cela et grace je la le les maintenant nous oui pour reponse rapide tout tres votre vous desormais
  ahora ayuda con el en es esta este lo me muchas muy por rapida respuesta si su todo ya y mil saludos
  adesso ora tutto molte mille agora tudo muito nu alles heel`,
);
/** Words that are of no weight only where something works: "the error is fixed", and not "great, the error again". */
const OF_FAULTS = wordsOf(
  `again problem problems issue error fault ticket fix wieder problem fehler probleme nouveau problema nuevo erreur weer`,
);
/** A question begins so, whatever ends it. */
const QUESTION_VERBS = wordsOf(
  "is are was has have can does did will ist sind hat haben kann est avez es esta",
);

/** Lines that end a mail before the name. */
const REGARDS = wordsOf(
  `best kind regards cheers sincerely yours greetings with mit freundlichen besten lieben vielen schonen herzlichen gruss grusse
  grussen mfg lg vg cordialement salutations saludos un atentamente many`,
);
/** Whether a line is a name: up to four words, each with a capital. */
const isName = (line: string): boolean => {
  const words = line.split(/\s+/);
  return words.length <= 4 && words.every((word) => /^\p{Lu}/u.test(word));
};

const WORD = /[\p{L}\p{N}]+(?:['’]\p{L}+)*/gu;

const readWords = (text: string): string[] =>
  [...foldText(text).matchAll(WORD)].map(([word]) => word.replaceAll("’", "'"));

/** A text without the name that follows its thanks or regards, in up to three lines of its own. */
function withoutSignature(text: string): string {
  const lines = text.split("\n").map((line) => line.trim());
  const at = lines.findIndex((line) => {
    const words = readWords(line);
    return words.length > 0 && words.every((word) => THANKS.has(word) || REGARDS.has(word));
  });
  const under = at < 0 ? [] : lines.slice(at + 1).filter(Boolean);
  if (under.length === 0 || under.length > 3 || !under.every(isName)) return text;
  return lines
    .slice(0, at + 1)
    .filter((line, index) => index < at || readWords(line).some((word) => THANKS.has(word)))
    .join("\n");
}

/**
 * Whether a text says nothing but thanks, or that it works now: "Thanks, works now!", "Danke, geht wieder." One word that is of any other
 * weight makes it more than that ("works now, but the total is wrong"), and so does a question: in doubt a person reads it.
 */
export function isConfirmation(text: string): boolean {
  const trimmed = text.trim();
  if (trimmed.length > LONGEST || /[?¿]/.test(trimmed)) return false;
  const words = readWords(withoutSignature(withoutGreeting(trimmed)));
  if (words.length === 0) return true;
  const works = words.some((word) => WORKS.has(word));
  if (!works && !words.some((word) => THANKS.has(word))) return false;
  return (
    !QUESTION_VERBS.has(words[0]!) &&
    words.every(
      (word) => WORKS.has(word) || THANKS.has(word) || FILLERS.has(word) || (works && OF_FAULTS.has(word)),
    )
  );
}
