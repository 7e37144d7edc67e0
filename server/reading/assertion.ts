import { compilePhrases, phrasesFor, type Hit } from "@/server/reading/phrases";
import type { ReadText } from "@/server/reading/read-text";

/**
 * Whether a phrase is stated as something that happened. "I lost my data" is; "no data was lost",
 * "how do I avoid losing data?" and "it would be nice to be warned before data loss" are not.
 * A cue counts only within its clause, before the phrase, within its reach, and when no word of
 * reasoning ("because", "but") stands between: "could you refund me because I was charged twice" is stated.
 */

const NEGATORS = new Set(
  `no not n ne never without none nor neither nobody kein keine keinen keiner keinerlei nicht nie niemals
  ohne pas jamais sans aucun aucune ni sin nunca jamas ningun ninguna nao sem nunca nenhum nenhuma non
  senza nessun nessuna mai geen niet nooit zonder zero
  zaden zadna zadne zadnych bez nikt inte ej aldrig utan ingen inget inga degil`.split(/\s+/),
);

/** A negator before these is no denial: "not only", "nicht nur". */
const SOFTENERS = new Set(["only", "just", "nur", "seulement", "solo", "apenas", "soltanto", "alleen"]);

/** After these a negator or a hypothesis no longer speaks about what follows. */
const BREAKERS = new Set(
  `because since why warum pourquoi porque but as although though however weil da denn aber obwohl sondern
  car parce mais puisque porque pero sino aunque mas pois perche ma omdat maar want that dass que`.split(
    /\s+/,
  ),
);

/** The words of "that" bind a negation ("I am not sure that…") but end a hypothesis only after a reason. */
const WEAK_BREAKERS = new Set(["that", "dass", "que", "as", "da", "since", "want", "ma", "mas"]);

type Cue = { readonly reach: number; readonly onlyInQuestion?: true };

const HYPOTHETICAL = compilePhrases<Cue>([
  ...phrasesFor(
    { reach: 5 },
    `avoid|avoids|avoiding|prevent|prevents|preventing|prevention
    protect|protects|protecting|protection
    vermeid*
    verhinder*
    schutzen|schutz|geschutzt
    eviter|evite|evitez|empecher|proteger
    evitar|evito|prevenir|impedir
    evitare|prevenire|voorkomen|vermijden
    what if
    what happens|happened if|when
    what would happen
    was passiert wenn|falls
    que se passe
    que pasa si
    in case
    falls
    au cas
    en caso
    im falle
    unless
    to be sure
    make sure
    would|could i|we|it|this|that|users|customers
    would|could|might|may be|lose|get|cause|lead|result|happen|potentially|then|mean
    will|can|does i|we|it|this|my|our
    is it possible
    is there a|any way|risk|danger|chance
    konnte|konnten ich|wir|man|es|das|dies
    werde|werden|kann|konnen ich|wir|man|meine|unsere
    pourrait|pourrais|risque|risquons
    podria|podriamos|puede|pueden
    afraid|worried|fear|scared|concerned|wondering|risk|risking|danger
    angst|sorge|befurchte|furchte|risiko|gefahr
    peur|crains|inquiet|inquiete
    miedo|temo|preocupa|riesgo
    medo|paura|rischio|bang|risico
    obawiam|boje|obawa|ryzyko|uniknac|zapobiec|gdyby
    zostana|zostanie|bedzie|beda
    co ~2 jesli|jezeli
    radd|oroar|orolig|risk|risken|undvika|forhindra
    tank om
    korkuyorum|endiseliyim|riski|onlemek|eger|acaba|ya`,
  ),
  ...phrasesFor(
    { reach: 6, onlyInQuestion: true },
    `if|whether|when|wenn|ob|si|se|als
    can|could|will|do|does|are ~1 customers|users|others|anyone|people|someone
    wird|werden
    puis|peux je|tu
    where|how|wo|wie|ou|comment|donde|como ~3 find|restore|recover|see|finde|wiederherstellen|trouver|recuperer
    where|how|wo|wie|ou|comment|donde|como ~3 encuentro|recupero|recuperar
    czy|jesli|jezeli
    om|ifall`,
  ),
  ...phrasesFor(
    { reach: 3 },
    `before any|a|data|the
    against
    warn|warns|warned|warning about|of|before|against|me|us|users
    warnung|warnen|gewarnt vor|bei
    possible|potential|hypothetical|theoretical|moglich*|potentiel*|posible*
    simulate|simulating|simulated|simulation`,
  ),
]);

/** "Please check if I was charged twice" and "why would I be charged twice" report. */
const CHECKING = new Set([
  "check",
  "verify",
  "see",
  "think",
  "why",
  "prufen",
  "uberprufen",
  "verifier",
  "comprobar",
  "revisar",
  "warum",
  "pourquoi",
]);

/** After the phrase: "data loss prevention", "Datenverlust vermeiden". */
const NAMED_ONLY = [
  "vermeid",
  "verhinder",
  "vorbeug",
  "verhut",
  "prevention",
  "protection",
  "policy",
  "warning",
  "verhindern",
  "evitar",
  "yok",
  "olmad",
  "yasanmad",
  "onlem",
  "korum",
];
const AFTER_REACH = 3;

/** Who wishes to report something reports it: "I would like to know why I was charged twice". */
const REPORTING = (
  "report inform complain know tell understand notif refund reimburs money dispute meld mitteil beschwer wissen " +
  "erstatt ruck signal savoir rembours comprendre saber reclam reembols denunci sapere weten"
).split(" ");

const WISHES = compilePhrases<true>(
  phrasesFor(
    true,
    `would be nice|great|good|cool|helpful|useful|awesome|lovely|perfect|better|handy
    would|i|we love|like to|a|an|it|if|the|some
    feature request
    please ~1 add|implement|introduce
    can|could you ~1 add|implement
    suggestion
    ware ~2 schon|toll|super|gut|hilfreich|praktisch|klasse
    wunsche|wunschen|wunschte mir|uns
    konnten|konntet sie|ihr ~4 einbauen|hinzufugen|erganzen
    serait ~2 bien|genial|pratique|utile|super|sympa
    j aimerais
    seria ~1 bueno|genial|util|ideal|estupendo|bom|otimo
    me gustaria
    estaria bien
    gostaria
    sarebbe ~1 bello|utile|comodo
    zou ~2 fijn|handig|mooi`,
  ),
);

/** "Fixed" as a statement of the same sentence after the phrase. */
const SETTLED = compilePhrases<true>(
  phrasesFor(
    true,
    `is|was|were|are|been|got|now fixed|resolved|solved|gone|sorted
    is|was|are|has|been now|been|all fixed|resolved|solved|sorted
    turned out to be wrong
    false alarm
    ist|wurde|sind inzwischen|jetzt|mittlerweile|wieder behoben|gelost|geklart|erledigt
    ist|wurde behoben|gelost|geklart
    est|ete|sont maintenant|desormais resolu|corrige|regle
    est|ete resolu|resolue|corrige|corrigee|regle
    ya ~1 esta|fue|quedo|han resuelto|solucionado|arreglado
    zostalo|zostal|zostala|jest|juz ~1 naprawione|naprawiony|naprawiona|rozwiazane|rozwiazany
    ar|har|blev ~2 lost|atgardat|fixat|fixad
    duzeldi|cozuldu|giderildi|duzeltildi
    falszywy alarm
    falskt larm
    fehlalarm
    fausse alerte
    falsa alarma`,
  ),
);
const NOT_YET = new Set([
  "not",
  "until",
  "till",
  "when",
  "if",
  "please",
  "never",
  "nicht",
  "bis",
  "wenn",
  "pas",
  "jusqu",
  "quand",
  "no",
  "hasta",
  "cuando",
]);

/** "I should not be charged twice" complains, it does not deny. */
const OUGHT = new Set([
  "should",
  "sollte",
  "durfte",
  "darf",
  "devrait",
  "devrais",
  "deberia",
  "deberian",
  "deveria",
]);

/** Words that carry the negation a phrase itself asks for ("nobody can log in", "unable to pay"). */
const NEGATIVE_SUBJECTS = new Set([
  "unable",
  "impossible",
  "personne",
  "nadie",
  "ninguem",
  "niemand",
  "imposible",
]);

function isOwnNegator(word: string): boolean {
  return NEGATORS.has(word) || NEGATIVE_SUBJECTS.has(word);
}

function isNegated(text: ReadText, hit: Hit<unknown>): boolean {
  const gaps = new Set(hit.gaps);
  for (let index = hit.start; index <= hit.end; index += 1) {
    if (!gaps.has(index) && isOwnNegator(text.words[index] ?? "")) return false;
  }
  for (const at of hit.gaps) if (NEGATORS.has(text.words[at] ?? "")) return true;
  for (let index = hit.start - 1; index >= Math.max(0, hit.start - 3); index -= 1) {
    if (text.clauses[index] !== text.clauses[hit.start]) return false;
    const word = text.words[index] ?? "";
    if (NEGATORS.has(word))
      return !SOFTENERS.has(text.words[index + 1] ?? "") && !OUGHT.has(text.words[index - 1] ?? "");
    if (BREAKERS.has(word)) return false;
  }
  return false;
}

function isOnlyNamed(text: ReadText, hit: Hit<unknown>): boolean {
  for (
    let index = hit.end + 1;
    index <= hit.end + AFTER_REACH && text.clauses[index] === text.clauses[hit.end];
    index += 1
  ) {
    const word = text.words[index] ?? "";
    if (NAMED_ONLY.some((beginning) => word.startsWith(beginning))) return true;
  }
  return false;
}

/** For every place in a row of words, how many before it are of a kind: whether one stands between two places is then one subtraction. */
function countUpTo(words: readonly string[], isOfKind: (word: string) => boolean): Uint32Array {
  const counts = new Uint32Array(words.length + 1);
  words.forEach((word, index) => (counts[index + 1] = counts[index]! + (isOfKind(word) ? 1 : 0)));
  return counts;
}

/**
 * The cues of one text, found once and asked for every phrase in it. They are kept by where they stand, so that asking costs the same
 * however many there are: a text may be nothing but cues and phrases.
 */
export type AssertionCues = {
  readonly text: ReadText;
  /** By the word they end with. */
  readonly hypotheses: ReadonlyMap<number, readonly Hit<Cue>[]>;
  /** Per clause, the last words of the wishes that begin in it, in order. */
  readonly wishEnds: ReadonlyMap<number, readonly number[]>;
  /** Per sentence, where the last "is fixed" begins that is said of now. */
  readonly settledAt: ReadonlyMap<number, number>;
  /** How many words that end a hypothesis, and how many that report, stand before a place. */
  readonly breakers: Uint32Array;
  readonly reporters: Uint32Array;
};

/** Finds the cues of a text. */
export function readCues(text: ReadText): AssertionCues {
  const hypotheses = new Map<number, Hit<Cue>[]>();
  for (const cue of HYPOTHETICAL(text)) {
    if (CHECKING.has(text.words[cue.start - 1] ?? "")) continue;
    const ending = hypotheses.get(cue.end);
    if (ending) ending.push(cue);
    else hypotheses.set(cue.end, [cue]);
  }
  const wishEnds = new Map<number, number[]>();
  for (const wish of WISHES(text)) {
    const clause = text.clauses[wish.start] ?? 0;
    const ends = wishEnds.get(clause);
    if (ends) ends.push(wish.end);
    else wishEnds.set(clause, [wish.end]);
  }
  for (const ends of wishEnds.values()) ends.sort((a, b) => a - b);
  const settledAt = new Map<number, number>();
  for (const { start } of SETTLED(text)) {
    if (NOT_YET.has(text.words[start - 1] ?? "") || NOT_YET.has(text.words[start - 2] ?? "")) continue;
    const sentence = text.sentences[start] ?? 0;
    settledAt.set(sentence, Math.max(start, settledAt.get(sentence) ?? 0));
  }
  return {
    text,
    hypotheses,
    wishEnds,
    settledAt,
    breakers: countUpTo(text.words, (word) => BREAKERS.has(word) && !WEAK_BREAKERS.has(word)),
    reporters: countUpTo(text.words, (word) => REPORTING.some((beginning) => word.startsWith(beginning))),
  };
}

/** Whether a word of the counted kind stands at `from` or later, before `to`. */
const isBetween = (counts: Uint32Array, from: number, to: number): boolean => counts[to]! > counts[from]!;

/** The last of some ascending numbers that is below a bound. */
function lastBelow(ascending: readonly number[], bound: number): number | undefined {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < bound) low = middle + 1;
    else high = middle;
  }
  return ascending[low - 1];
}

/** No hypothesis reaches further, in words. */
const REACH_MAX = 6;

/** Whether a cue within reach, in the same clause, makes a supposition of the phrase. */
function isSupposed({ text, hypotheses, breakers }: AssertionCues, hit: Hit<unknown>): boolean {
  const isInQuestion = text.isQuestion[text.sentences[hit.start] ?? 0];
  for (let end = hit.start - 1; end >= Math.max(0, hit.start - REACH_MAX); end -= 1)
    for (const cue of hypotheses.get(end) ?? []) {
      if (text.clauses[cue.start] !== text.clauses[hit.start]) continue;
      if (cue.value.onlyInQuestion && !isInQuestion) continue;
      if (hit.start - end <= cue.value.reach && !isBetween(breakers, end + 1, hit.start)) return true;
    }
  return false;
}

/** Whether it is wished for: the nearest wish decides, since whatever stands between it and the phrase stands between all others too. */
function isWished({ text, wishEnds, breakers, reporters }: AssertionCues, hit: Hit<unknown>): boolean {
  const end = lastBelow(wishEnds.get(text.clauses[hit.start] ?? 0) ?? [], hit.start);
  return end !== undefined && !isBetween(breakers, end, hit.start) && !isBetween(reporters, end, hit.start);
}

/** Whether the phrase is stated as having happened; see the top of this file. */
export function isAsserted(cues: AssertionCues, hit: Hit<unknown>): boolean {
  const { text, settledAt } = cues;
  if (isNegated(text, hit) || isOnlyNamed(text, hit) || isSupposed(cues, hit) || isWished(cues, hit))
    return false;
  const settled = settledAt.get(text.sentences[hit.start] ?? 0);
  return settled === undefined || settled < hit.end;
}
