const VOWEL = /[aeiouy]/;

/** Longest first: the first ending that leaves enough of a stem is taken off. */
const ENDINGS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    en: "ational ization fulness ousness iveness ingly edly ments ation ement ness ment able ings ions ing ies ion ied ers est ely ed es er ly s e y",
    de: "ierungen ierung ungen heiten keiten ieren iert ung heit keit isch lich eten est ern end ten en er em es et st te e n t s",
    fr: "issements issement ations ation ements ement euses euse aient ions ment ique ables able ives ees ent ant eur ait ais ion ee es er ez ir e s x",
    es: "aciones acion amiento imiento amente iendo ciones cion ando adas ados idas idos aron ieron mente ado ada ido ida aba ar er ir es os as an en o a e s",
  }).map(([language, endings]) => [language, endings.split(" ")]),
);

const FALLBACK_ENDINGS =
  "ations ation mente ando endo ado ada ato ata ing ar er ir en es os as s e o a i".split(" ");

/** A light stem: one ending of the language taken off a word of at least five letters. */
export function stemWord(word: string, language: string): string {
  if (word.length < 5)
    return word.length === 4 && word.endsWith("s") && language === "en" ? word.slice(0, 3) : word;
  for (const ending of ENDINGS.get(language) ?? FALLBACK_ENDINGS) {
    if (!word.endsWith(ending)) continue;
    const stem = word.slice(0, word.length - ending.length);
    if (stem.length < 3 || !VOWEL.test(stem)) continue;
    const last = stem.at(-1);
    return stem.length > 3 && last === stem.at(-2) && !"lsz".includes(last ?? "") ? stem.slice(0, -1) : stem;
  }
  return word;
}
