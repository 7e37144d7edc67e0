/** How one written text becomes one person's message: habits, greetings, details, mixtures of two, quoted mail. */
import { DETAILS, INSISTENCE, OPENINGS, type Phrases, type Tone, type WrittenLanguage } from "./phrases";
import type { Reporter } from "./people";
import type { Random } from "./random";

const CLOSINGS: Phrases = {
  en: [
    "Thanks, {name}",
    "Cheers\n{name}",
    "Kind regards\n{name}\n{shop}",
    "Best,\n{name}",
    "{name}, {shop}",
    "Many thanks\n{name}",
    "Sent from my phone",
    "Thank you and all the best\n{name}",
  ],
  de: [
    "Danke, {name}",
    "Viele Grüße\n{name}",
    "Mit freundlichen Grüßen\n{name}\n{shop}",
    "Gruß {name}",
    "{name}, {shop}",
    "MfG {name}",
    "Von meinem Handy gesendet",
    "Beste Grüße aus {city}\n{name}",
  ],
  fr: [
    "Merci, {name}",
    "Cordialement\n{name}\n{shop}",
    "Bien à vous,\n{name}",
    "{name}, {shop}",
    "Merci d'avance\n{name}",
    "Envoyé de mon téléphone",
  ],
  es: [
    "Gracias, {name}",
    "Un saludo\n{name}\n{shop}",
    "Saludos,\n{name}",
    "{name}, {shop}",
    "Muchas gracias\n{name}",
    "Enviado desde mi móvil",
  ],
};

/** Asked hours after a first message that brought no answer, most of them from a mail program that quotes it. */
export const FOLLOW_UPS: Phrases = {
  en: [
    "Any news on this? I wrote yesterday and only got the automatic mail.",
    "Is anybody working on this? It's still not fixed for us.",
    "Following up on my message below. We're still waiting and have to place the next order tonight.",
    "Hello again, did you get my message? Nothing has changed here.",
    "Please don't forget us.. same problem today.",
    "I answered your question about the browser this morning, what happens next?",
    "Adding one thing to what I wrote: it also happens to my business partner, from another computer and another network.",
  ],
  de: [
    "Gibt es hierzu schon etwas Neues? Ich habe nur die automatische Antwort bekommen.",
    "Ich wollte nachfragen, wie der Stand ist. Bei uns hat sich nichts geändert.",
    "Kümmert sich da jemand drum? Heute das gleiche wieder.",
    "Nachtrag zu meiner Meldung: Es betrifft auch unsere zweite Filiale.",
    "Sie haben nach dem Browser gefragt: {browser} auf {device}. Hilft das weiter?",
  ],
  fr: [
    "Avez-vous des nouvelles ? Je n'ai reçu que la réponse automatique.",
    "Je me permets de relancer, le problème est toujours là ce matin.",
    "Pour compléter mon message : cela arrive aussi sur l'ordinateur de ma collègue.",
  ],
  es: [
    "¿Hay alguna novedad? Solo he recibido el mensaje automático.",
    "Vuelvo a escribir porque seguimos igual que ayer.",
    "Añado a lo que os conté: también pasa en el otro local.",
  ],
};

/** The line a mail program puts over what it quotes; {time} is when the first message was sent. */
export const QUOTE_HEADS: Readonly<Record<WrittenLanguage, string>> = {
  en: "On {time} {name} wrote:",
  de: "Am Vortag um {time} schrieb {name}:",
  fr: "À {time}, {name} a écrit :",
  es: "A las {time}, {name} escribió:",
};

export const closing = (language: WrittenLanguage, random: Random): string => random.pick(CLOSINGS[language]);

/** A follow-up with the first message quoted under it, as mail programs do. */
export function quoteReply(
  followUp: string,
  head: string,
  first: string,
  language: WrittenLanguage,
  random: Random,
): string {
  const quoted = first
    .split("\n")
    .slice(0, 6)
    .map((line) => `> ${line}`)
    .join("\n");
  return `${followUp}\n\n${closing(language, random)}\n\n${head}\n${quoted}`;
}

/** Sentences, keeping their marks; a single sentence stays whole. */
const sentences = (text: string): string[] => text.split(/(?<=[.!?…])\s+(?=[\p{Lu}\d"„«¿¡'])/u);

/** A shortened text keeps at least this much, so that it still says what is wrong. */
const LEAST_LENGTH = 48;

/**
 * The same thing told once more by somebody else. use 0 leaves the text as written; later uses shorten it, join the first
 * sentence of `other`, or add a detail, so that no two reports read alike.
 */
export function rephrase(
  text: string,
  other: string | undefined,
  use: number,
  tone: Tone,
  language: WrittenLanguage,
  random: Random,
): string {
  if (use === 0) return text;
  let parts = sentences(text);
  if (parts.length > 2 && tone === "trouble") {
    const shorter = random.chance(0.5)
      ? parts.slice(0, random.int(1, parts.length - 1))
      : [parts[0] ?? "", parts.at(-1) ?? ""];
    if (shorter.join(" ").length >= LEAST_LENGTH) parts = shorter;
  }
  const borrowed = other === undefined ? undefined : sentences(other)[0];
  if (
    borrowed &&
    borrowed.length > 18 &&
    !GREETED.test(borrowed) &&
    random.chance(tone === "trouble" ? 0.45 : 0.15)
  )
    parts = random.chance(0.6) ? [...parts, borrowed] : [borrowed, ...parts];
  if (random.chance(0.72) || parts.length === 1) {
    const sentence = parts.join(" ");
    const fitting = DETAILS[tone][language].filter(
      (detail) => !detail.match(/\{\w+\}/g)?.some((slot) => sentence.includes(slot)),
    );
    parts.push(random.pick(fitting));
  }
  const body = parts
    .map((part, i) => (i < parts.length - 1 && !/[.!?…:)]$/.test(part) ? `${part}.` : part))
    .join(" ");
  if (GREETED.test(body) || !random.chance(0.42)) return body;
  const opening = random.pick(OPENINGS[tone][language]);
  return `${opening}${opening.endsWith(",") && random.chance(0.5) ? "\n" : " "}${body}`;
}

const GREETED = /^(hi|hello|hallo|good|guten|bonjour|hola|buenos|allô|moin|second|noch|deuxième)\b/i;

/** A thumb-typed line, made a little different each time it is used. */
export function retype(
  text: string,
  use: number,
  tone: Tone,
  language: WrittenLanguage,
  random: Random,
): string {
  if (use === 0) return text;
  const extra = random.pick(INSISTENCE[tone][language]);
  const second = use > 2 ? ` ${random.pick(INSISTENCE[tone][language])}` : "";
  return random.chance(0.6) ? `${text} ${extra}${second}` : `${extra} ${text}${second}`;
}

/** Lets a person's habit colour a finished text. Order numbers, request ids and amounts are left alone. */
export function applyHabit(text: string, reporter: Reporter, random: Random): string {
  switch (reporter.habit) {
    case "lower":
      return text.length < 400 ? lowerWords(text).replace(/\.$/, "") : text;
    case "shout":
      return random.chance(0.5) ? text.replace(/[.!?]?(?=\n\n|$)/, "!!") : text;
    case "typos":
      return mistype(text, random);
    default:
      return text;
  }
}

const isCode = (word: string): boolean => /[\d@/_{}<>=&]/.test(word);
const mapWords = (text: string, change: (word: string) => string): string =>
  text.replace(/\S+/g, (word) => (isCode(word) ? word : change(word)));
const lowerWords = (text: string): string => mapWords(text, (word) => word.toLowerCase());

/** One or two slips of the thumb: letters swapped, dropped or doubled inside longer words. */
function mistype(text: string, random: Random): string {
  const words = text.match(/\S+/g)?.length ?? 0;
  const slips = new Set(
    Array.from({ length: words > 25 ? 2 : 1 }, () => random.int(0, Math.max(0, words - 1))),
  );
  let at = -1;
  return text.replace(/\S+/g, (word) => {
    at++;
    if (!slips.has(at) || isCode(word) || !/^\p{Ll}{5,}[.,!?]?$/u.test(word)) return word;
    const i = random.int(1, word.length - 3);
    const kind = random.int(0, 2);
    if (kind === 0) return word.slice(0, i) + (word[i + 1] ?? "") + (word[i] ?? "") + word.slice(i + 2);
    return kind === 1
      ? word.slice(0, i) + word.slice(i + 1)
      : word.slice(0, i) + (word[i] ?? "") + word.slice(i);
  });
}
