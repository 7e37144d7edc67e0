/** The small change of talk: how messages open, what people add, how a thumb insists. By what they are about, by language. */
import type { Problem } from "./problem";

export type WrittenLanguage = "en" | "de" | "fr" | "es";
export type Phrases = Readonly<Record<WrittenLanguage, readonly string[]>>;
export type Tone = "trouble" | "question" | "wish" | "praise";

export const toneOf = (problem: Problem): Tone => (problem.type === "question" || problem.type === "wish" || problem.type === "praise" ? problem.type : "trouble");

export const OPENINGS: Readonly<Record<Tone, Phrases>> = {
  trouble: {
    en: ["Hi, same here.", "Hello,", "Hi team,", "Not sure whether you know this already.", "Sorry to bother you with this.", "Just so you know:", "I have to report something.", "One more for the list:", "Morning.", "Me again.", "Don't know who reads this.", "From the kitchen of {shop}:", "Writing from {city}."],
    de: ["Hallo,", "Guten Tag,", "Moin,", "bei uns auch:", "Nur zur Info:", "Entschuldigen Sie die Störung.", "Ich muss leider etwas melden.", "Servus zusammen,", "Noch ein Punkt:", "Ich weiß nicht, ob das schon bekannt ist.", "Aus der Küche von {shop}:", "Wir haben folgendes Problem."],
    fr: ["Bonjour,", "Bonjour à tous,", "Même problème ici.", "Je vous signale ceci :", "Désolé de vous déranger.", "Encore moi.", "Pour information :", "Je ne sais pas si c'est déjà connu.", "Depuis {city} :"],
    es: ["Hola,", "Buenos días,", "Buenas,", "A nosotros también nos pasa.", "Perdonad la molestia.", "Os aviso de esto:", "Otra cosa:", "No sé si ya lo sabéis.", "Desde {city}:"],
  },
  question: {
    en: ["Hi,", "Hello,", "Quick question.", "Sorry if this is obvious.", "I looked in the help pages and didn't find it.", "Morning.", "New here.", "A question from {city}."],
    de: ["Hallo,", "Guten Tag,", "Kurze Frage:", "Moin,", "Ich habe in der Hilfe nichts gefunden.", "Vielleicht stehe ich auf dem Schlauch.", "Eine Frage aus {city}:"],
    fr: ["Bonjour,", "Petite question :", "Une question depuis {city} :", "Je n'ai rien trouvé dans l'aide."],
    es: ["Hola,", "Buenos días,", "Una pregunta:", "No lo encuentro en la ayuda."],
  },
  wish: {
    en: ["Hi,", "Just an idea.", "One for the wish list:", "Not urgent at all.", "Since you asked for feedback:", "Thinking aloud here."],
    de: ["Hallo,", "Nur eine Idee:", "Für die Wunschliste:", "Ist nicht eilig.", "Weil ihr nach Rückmeldung gefragt habt:"],
    fr: ["Bonjour,", "Juste une idée :", "Rien d'urgent.", "Pour votre liste de souhaits :"],
    es: ["Hola,", "Una idea:", "No corre prisa.", "Para la lista de deseos:"],
  },
  praise: {
    en: ["Hi all,", "Credit where it's due.", "For once no complaint.", "Hello from {city}.", "You hear enough bad news, so:"],
    de: ["Hallo,", "Heute mal keine Beschwerde.", "Grüße aus {city}.", "Das muss auch mal gesagt werden:"],
    fr: ["Bonjour,", "Pour une fois, pas de réclamation.", "Un petit mot de {city}."],
    es: ["Hola,", "Por una vez no es una queja.", "Saludos desde {city}."],
  },
};

/** True of almost any message of its kind, so that they can follow any of them. */
export const DETAILS: Readonly<Record<Tone, Phrases>> = {
  trouble: {
    en: ["{device}, {browser}.", "This was at {time}.", "Happened again at {time}.", "Tried it on two devices, no difference.", "We're in {city} if that matters.", "My colleague has the same.", "It was fine in the old shop.", "Version {version} it says at the bottom.", "Please let me know when it's sorted.", "Restarted everything, no change.", "I can send a screenshot if you tell me where to.", "Since the new version, never before.", "Can somebody call me back? After two is best.", "Not the first time.", "Took a photo of the screen, if you need it.", "Our last order was {order}."],
    de: ["{device}, {browser}.", "Das war um {time} Uhr.", "Um {time} Uhr schon wieder.", "Auf zwei Geräten probiert, kein Unterschied.", "Meine Kollegin hat das gleiche.", "Im alten Shop ging das.", "Unten steht Version {version}.", "Bitte um Rückmeldung.", "Alles neu gestartet, ändert nichts.", "Einen Screenshot kann ich schicken.", "Erst seit der Umstellung.", "Rückruf bitte erst nach 14 Uhr.", "Ist nicht das erste Mal.", "Unsere letzte Bestellung war {order}."],
    fr: ["{device}, {browser}.", "C'était à {time}.", "Encore une fois à {time}.", "Essayé sur deux appareils, pareil.", "Ma collègue a la même chose.", "Avec l'ancienne boutique, ça marchait.", "En bas il est écrit version {version}.", "Merci de me tenir au courant.", "J'ai tout redémarré, rien ne change.", "Ce n'est pas la première fois.", "Notre dernière commande : {order}."],
    es: ["{device}, {browser}.", "Fue a las {time}.", "Otra vez a las {time}.", "He probado en dos aparatos, igual.", "A mi compañera le pasa lo mismo.", "En la tienda antigua iba bien.", "Abajo pone versión {version}.", "Avisadme cuando esté, por favor.", "He reiniciado todo y nada.", "No es la primera vez.", "Nuestro último pedido es el {order}."],
  },
  question: {
    en: ["Thanks in advance.", "No hurry.", "We only started with the new version this week.", "I'm on {browser}.", "A link would be enough.", "We're {shop}, {city}."],
    de: ["Danke im Voraus.", "Eilt nicht.", "Ein Link reicht mir.", "Wir sind {shop} in {city}.", "Ich benutze {browser}."],
    fr: ["Merci d'avance.", "Rien d'urgent.", "Un lien suffira.", "Nous sommes {shop} à {city}."],
    es: ["Gracias de antemano.", "No hay prisa.", "Con un enlace me basta.", "Somos {shop}, de {city}."],
  },
  wish: {
    en: ["Would help us at {shop} a lot.", "Happy to test it.", "I know you have other things to do right now.", "Other shops in {city} say the same.", "After the launch dust has settled of course."],
    de: ["Das würde uns bei {shop} sehr helfen.", "Wir testen gerne.", "Ich weiß, ihr habt gerade anderes zu tun.", "Irgendwann, nicht heute."],
    fr: ["Cela nous aiderait beaucoup chez {shop}.", "Je veux bien le tester.", "Quand vous aurez le temps, bien sûr."],
    es: ["Nos ayudaría mucho en {shop}.", "Lo probaría encantado.", "Cuando tengáis tiempo, claro."],
  },
  praise: {
    en: ["Greetings from all of us at {shop}.", "Keep it up.", "Pass it on to the people who built it.", "My team says so too."],
    de: ["Grüße vom ganzen Team von {shop}.", "Weiter so.", "Bitte weitersagen.", "Mein Team findet das auch."],
    fr: ["Toute l'équipe de {shop} vous salue.", "Continuez comme ça.", "Mon équipe est du même avis."],
    es: ["Un saludo de todo el equipo de {shop}.", "Seguid así.", "Mi equipo opina lo mismo."],
  },
};

export const INSISTENCE: Readonly<Record<Tone, Phrases>> = {
  trouble: {
    en: ["still", "again", "please help", "since this morning", "any idea?", "for an hour now", "on {device}", "??", "😡", "🙏", "order {order}", "at {time}", "urgent", "here too", "at {shop}", "please fix"],
    de: ["immer noch", "schon wieder", "bitte helfen", "seit heute früh", "bei uns auch", "auf {device}", "??", "🙄", "dringend", "um {time}", "{order}"],
    fr: ["encore", "toujours", "au secours", "depuis ce matin", "chez nous aussi", "??", "😤", "urgent", "à {time}", "{order}"],
    es: ["otra vez", "sigue igual", "ayuda", "desde esta mañana", "a nosotros también", "??", "🙏", "urgente", "a las {time}", "{order}"],
  },
  question: {
    en: ["pls", "thx", "in the app", "on {device}", "??", "can't find it"], de: ["bitte", "danke", "in der App", "??", "finde nix"],
    fr: ["svp", "merci", "??"], es: ["por favor", "gracias", "??"],
  },
  wish: { en: ["pls", "would be nice", "🙏", "one day"], de: ["bitte", "wäre schön", "🙏"], fr: ["svp", "ce serait bien", "🙏"], es: ["por favor", "estaría bien", "🙏"] },
  praise: {
    en: ["thank you", "😊", "from {shop}", "greetings from {city}", "👏", "really"], de: ["danke", "😊", "aus {city}", "👏", "echt"],
    fr: ["merci", "😊", "de {city}", "vraiment"], es: ["gracias", "😊", "desde {city}", "de verdad"],
  },
};
