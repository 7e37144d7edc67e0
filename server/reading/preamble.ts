/**
 * How reports begin before they say anything: the greeting, and the sentence about writing at all ("Just so you know:", "Sorry to bother
 * you."). It names nobody's issue and makes nobody's reports alike.
 */
const GREETING_WORDS =
  "(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|morning|hallo|guten (?:tag|morgen|abend)|sehr " +
  "geehrte\\w*|liebe[rs]?|moin|servus|bonjour|bonsoir|salut|cher|chère|madame|monsieur|hola|buenos " +
  "días|buenas(?: tardes| noches)?|estimad[oa]s?|ciao|buongiorno|olá|beste)\\b";

/** Whom it greets: up to four words before a comma; before a full stop two, since "Hallo ich kann nicht bezahlen." is a report. */
const WORD = "[^\\s,.!?:]{1,24}";
const GREETED = `(?:${GREETING_WORDS})(?:(?: +${WORD}){0,4} *[,!:\\n]|(?: +${WORD}){0,2} *(?:\\.|$))`;

/** Each is a whole clause: what ends it has to follow, so that "Not sure if you charged me twice" stays. */
const REMARKS = [
  "(?:just )?(?:so you know|for your info(?:rmation)?|fyi|to let you know)",
  "(?:i(?:['’]m| am) )?not sure (?:whether|if) (?:you (?:already )?know(?: about)?(?: (?:this|it))?(?: " +
    "already)?|this (?:is|was) (?:already )?(?:known|the right place)(?: already)?)",
  "(?:i )?do(?:n['’]t| not) know (?:who|if anyone|if anybody) (?:reads|gets) this",
  "sorry (?:to (?:bother|disturb|trouble) (?:you|anyone)|for (?:bothering|disturbing|troubling) you|for the " +
    "(?:bother|trouble|disturbance))(?: with this| again)?",
  "i (?:have|need|want|would like|['’]d like) to report (?:something|an? (?:problem|bug|issue|fault|error))",
  "(?:just )?(?:one|another)(?: more)? (?:thing|point|one)(?: for (?:the|your) list)?",
  "(?:it['’]s )?me again",
  "same(?: (?:problem|issue|thing|story))?(?: over)? here",
  "(?:bei uns|hier) (?:auch|ebenso|genauso)",
  "(?:nur )?(?:mal )?(?:so )?zur info(?:rmation)?",
  "(?:bitte )?(?:entschuldigen sie|entschuldigt|entschuldige|entschuldigung)(?: bitte)?(?: die| für die)? störung",
  "ich (?:muss|möchte) (?:leider )?(?:etwas|was|einen fehler|ein problem) melden",
  "noch (?:ein punkt|etwas|was)",
  "ich wei(?:ß|ss) nicht,? ob (?:das|es|sie das|ihr das) (?:schon|bereits)(?: \\p{L}+){1,3}",
  "(?:wir haben|ich habe|es gibt) (?:folgendes|ein) problem",
  "ich (?:bin['’]?s )?(?:schon|noch mal|nochmal) wieder",
  "(?:le )?même (?:problème|souci|chose)(?: (?:ici|chez (?:nous|moi)))?",
  "je (?:vous|te) signale (?:ceci|cela|un problème|un bug)",
  "désolée? de (?:vous|te) déranger",
  "c['’]est encore moi|encore moi",
  "pour (?:votre )?info(?:rmation)?",
  "je ne sais pas si (?:c['’]est|vous (?:le )?savez|ça a été) ?déjà(?: \\p{L}+){0,2}",
  "a (?:nosotros|mí) también(?: nos| me)?(?: pasa| ocurre)?",
  "(?:perdonad?|perdonen|disculpad?|disculpen)(?: por)? las? molestias?",
  "(?:os|les|le) aviso de (?:esto|algo)",
  "otra cosa",
  "no sé si ya (?:lo )?(?:sab|conoc)\\p{L}+",
];
const GREETING = new RegExp(`^\\s*${GREETED}\\s*`, "iu");
const PREAMBLE = new RegExp(
  `^\\s*(?:${GREETED}|(?:${REMARKS.join("|")})\\s*(?:[.!?:;,…–—-]+(?=\\s)|\\n))\\s*`,
  "iu",
);

/** What stands after one greeting. */
export const withoutGreeting = (text: string): string => text.replace(GREETING, "");

/** A greeting and two remarks are common; more are not. */
const ROUNDS = 3;

/** What stands after the preamble; the whole text when nothing does. */
export function withoutPreamble(text: string): string {
  let rest = text;
  for (let round = 0; round < ROUNDS; round += 1) {
    const after = rest.replace(PREAMBLE, "");
    if (after === rest || after.trim() === "") break;
    rest = after;
  }
  return rest;
}
