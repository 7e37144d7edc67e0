import { cutText } from "@/contracts/cut-text";
import { isolate } from "@/contracts/isolate";

/** What a reporter is told at once: that it arrived, under which reference, and where to follow it. */
export type Acknowledgement = { subject: string; text: string };

type Words = {
  subject: (reference: string, launch: string) => string;
  body: (launch: string) => string[];
  link: string;
  quote: string;
};

const WORDS: Readonly<Record<"en" | "de" | "fr" | "es", Words>> = {
  en: {
    subject: (reference, launch) => `We have your report about ${launch} (${reference})`,
    body: (launch) => [
      `Thank you for telling us. Your report about ${launch} has arrived.`,
      "You do not need to do anything. The page below shows where it stands.",
    ],
    link: "Follow it here:",
    quote: "You wrote:",
  },
  de: {
    subject: (reference, launch) => `Ihre Meldung zu ${launch} ist angekommen (${reference})`,
    body: (launch) => [
      `Danke, dass Sie uns schreiben. Ihre Meldung zu ${launch} ist angekommen.`,
      "Sie müssen nichts weiter tun. Auf der Seite unten sehen Sie, wie es um sie steht.",
    ],
    link: "Hier können Sie sie verfolgen:",
    quote: "Sie schrieben:",
  },
  fr: {
    subject: (reference, launch) => `Votre signalement sur ${launch} est bien arrivé (${reference})`,
    body: (launch) => [
      `Merci de nous avoir écrit. Votre signalement sur ${launch} est bien arrivé.`,
      "Vous n’avez rien d’autre à faire. La page ci-dessous indique où il en est.",
    ],
    link: "Pour le suivre :",
    quote: "Vous avez écrit :",
  },
  es: {
    subject: (reference, launch) => `Hemos recibido su aviso sobre ${launch} (${reference})`,
    body: (launch) => [
      `Gracias por escribirnos. Su aviso sobre ${launch} ha llegado.`,
      "No tiene que hacer nada más. La página de abajo muestra en qué punto está.",
    ],
    link: "Puede seguirlo aquí:",
    quote: "Usted escribió:",
  },
};

const QUOTED_CHARS = 600;

/**
 * The acknowledgement in the reporter's language where we speak it, else in English; plain text, with their own words quoted where they
 * may be.
 */
export function acknowledgementOf(report: {
  reference: string;
  language: string;
  text: string | null;
  launchName: string;
  reportUrl: string;
}): Acknowledgement {
  const words = (WORDS as Readonly<Record<string, Words | undefined>>)[report.language] ?? WORDS.en;
  const { text } = report;
  const quoted = text !== null && text.length > QUOTED_CHARS ? `${cutText(text, QUOTED_CHARS)} …` : text;
  return {
    subject: words.subject(report.reference, isolate(report.launchName)),
    text: [
      ...words.body(isolate(report.launchName)),
      "",
      report.reference,
      "",
      words.link,
      report.reportUrl,
      ...(quoted === null ? [] : ["", words.quote, ...quoted.split("\n").map((line) => `> ${line}`)]),
    ].join("\n"),
  };
}
