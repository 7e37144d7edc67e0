/**
 * Words that carry a feeling, folded, by how strongly: en, de, fr, es, it, pt, nl. `begin*` is a beginning.
 * What merely names a fault ("error", "broken") is not here: a report of a fault is not yet an angry one.
 */
const POSITIVE = `
2: love loved loves loving awesome amazing excellent fantastic brilliant wonderful superb outstanding perfect perfectly incredible delighted thrilled terrific phenomenal flawless best beautiful beautifully gorgeous kudos bravo hooray yay congrats congratulations lifesaver magnificent marvelous genius stunning impressed impressive
2: liebe fantastisch wunderbar hervorragend ausgezeichnet genial perfekt grossartig begeistert klasse spitze toll tolle toller tolles traumhaft herrlich hammer
2: adore genial geniale excellent excellente parfait parfaite magnifique formidable fantastique superbe merveilleux merveilleuse bravo ravi ravie felicitations extraordinaire
2: excelente fantastico fantastica genial maravilloso maravillosa perfecto perfecta increible encanta encantado encantada amo felicidades enhorabuena espectacular buenisimo
2: perfetto perfetta bellissimo bellissima fantastica eccellente meraviglioso stupendo stupenda adoro ottimo ottima bravissimo perfeito perfeita maravilhoso maravilhosa otimo otima adorei amei incrivel excelente parabens lindo linda geweldig fantastisch prachtig heerlijk
1: great good nice cool neat helpful useful happy glad pleased like liked likes enjoy enjoyed enjoying thanks thank thx appreciate* grateful elegant clean smooth smoothly easy intuitive fast well works fine solid recommend* satisfied better improved improvement better handy fun sweet clever smart thankful welcome hope lucky pleasure fabulous lovely cheers hurray win wins worth excited exciting
1: gut gute guter gutes super schon schone schoner freue freuen freut gerne danke dankbar hilfreich nutzlich angenehm einfach zufrieden besser empfehl* prima cool nett lustig glucklich freude gluck
1: bon bonne bien beau belle super merci content contente heureux heureuse aime aimer utile pratique agreable facile rapide satisfait satisfaite mieux sympa cool recommande joli jolie plaisir bonheur sourire fier
1: bueno buena bien gracias feliz contento contenta gusta gusto util facil rapido comodo satisfecho mejor recomiendo bonito bonita guapo guapa alegria suerte hermoso hermosa lindo linda mola divertido
1: buono buona bene bello bella grazie felice contento contenta piace utile facile veloce comodo soddisfatto meglio consiglio bravo brava bom boa bem obrigado obrigada feliz gosto gostei util facil rapido melhor recomendo legal bonito bonita goed mooi leuk bedankt blij handig fijn prima tevreden beter`;
const NEGATIVE = `
2: hate hated hates awful terrible horrible horrid worst disgusting ridiculous unacceptable outrageous furious angry disaster nightmare pathetic useless garbage crap shit shitty fuck fucking damn bullshit stupid idiot idiotic idiots insane rubbish disgrace disgraceful infuriating unbearable appalling atrocious scam fraud ashamed crappy sucks suck wtf dreadful abysmal hell hideous ugly moron dumb trash horrendous incompetent fury hateful
2: hasse schrecklich furchtbar grauenhaft katastrophe katastrophal unverschamt* frechheit unmoglich inakzeptabel scheisse scheiss mist dreck mull wutend argerlich skandal peinlich unfassbar unertraglich miserabel nutzlos idioten dumm lacherlich abzocke betrug ekelhaft widerlich verdammt arsch
2: deteste horrible affreux affreuse terrible inacceptable scandaleux scandaleuse catastrophe catastrophique nul nulle merde honte honteux ridicule lamentable furieux furieuse inadmissible arnaque degoutant insupportable connard putain debile pourri pourrie
2: odio horrible terrible inaceptable verguenza vergonzoso pesimo pesima asco asqueroso mierda ridiculo estafa desastre inutil furioso indignado indignante patetico lamentable puta joder malditos maldito idiota
2: odio orribile terribile inaccettabile vergogna vergognoso pessimo schifo merda ridicolo truffa disastro inutile odeio horrivel terrivel inaceitavel vergonha pessimo pessima lixo merda ridiculo desastre raiva verschrikkelijk vreselijk belachelijk schandalig waardeloos
1: bad worse sad unhappy poor poorly annoying annoyed annoys annoyance frustrat* disappoint* disappointed upset confus* wrong sorry unfortunately sadly pain painful ugly weird mess messy hurts hurt afraid worried worry scary tired sick hard difficult trouble struggling struggle lousy clumsy nasty bother* complain* complaint unfair stuck ignored ignoring impossible silly lame hopeless failed fails fail problem problems fear regret dislike disagree nonsense pointless unusable inconvenient painfully ridiculous evil kill dead died damned
1: schlecht schlechte schlechter schlimm traurig enttausch* arger argert frustrier* frust nervt nervig leider schade unzufrieden schwierig muhsam umstandlich verwirr* krank angst sorge mude unbrauchbar langweilig bose doof blod schwach falsch verloren schuld
1: mauvais mauvaise mal triste decu decue decevant deception dommage malheureusement penible frustr* agacant enerve enervant mecontent difficile complique inquiet peur pire desole desolee insatisfait ennui ennuyeux fatigue marre seul grave faux
1: malo mala mal peor triste decepcion* desilus* lamentablemente desgraciadamente frustra* molesto molesta molestia enojado enfadado enfado preocupado miedo dificil complicado queja lento cansado cansada lastima pena aburrido dolor fatal harto harta
1: cattivo cattiva male peggio triste delus* purtroppo frustra* fastidio fastidioso arrabbiato difficile preoccupato paura noia stanco ruim mau ma pior triste decep* infelizmente frustra* chato irritado irritante medo dificil cansado slecht erger verdrietig teleurgesteld helaas vervelend boos moeilijk jammer`;
/** Turns the feeling of what follows: "not good", "nicht toll". */
export const TURNERS: ReadonlySet<string> = new Set(
  "not no never without hardly barely nicht kein keine keinen nie ohne pas jamais sans aucun aucune no nunca sin ni non mai senza nao nem geen niet nooit zonder".split(
    " ",
  ),
);

export const POSITIVE_FACES =
  /[:;=8x]-?[)\]dp3}]|\(:|<3|\^_?\^|\u2764|\u2665|[\u{1F600}-\u{1F60D}\u{1F617}-\u{1F61C}\u{1F642}\u{1F643}\u{1F44D}\u{1F44F}\u{1F389}\u{1F495}-\u{1F49E}\u{1F4AA}\u{1F64C}\u{1F64F}\u{1F970}\u{1F929}\u{1F973}\u{1F525}\u{1F60E}]|\u{263A}/gu;
export const NEGATIVE_FACES =
  /[:;=]'?-?[(\[|/\\]|\):|>:|-_-|[\u{1F610}-\u{1F616}\u{1F61E}-\u{1F62D}\u{1F630}-\u{1F631}\u{1F633}\u{1F641}\u{1F644}\u{1F44E}\u{1F494}\u{1F4A9}\u{1F612}\u{1F615}\u{1F620}-\u{1F627}\u{1F629}\u{1F62B}\u{1F92C}\u{1F92E}\u{1F926}\u{1F480}\u{1F621}]/gu;

type Strengths = {
  readonly words: ReadonlyMap<string, number>;
  readonly beginnings: readonly (readonly [string, number])[];
};

function build(): Strengths {
  const words = new Map<string, number>();
  const beginnings: [string, number][] = [];
  for (const [lines, sign] of [
    [POSITIVE, 1],
    [NEGATIVE, -1],
  ] as const) {
    for (const line of lines.trim().split("\n")) {
      const strength = Number(line[0]) * sign;
      for (const entry of line.slice(2).trim().split(" ")) {
        if (entry.endsWith("*")) beginnings.push([entry.slice(0, -1), strength]);
        else if (!words.has(entry)) words.set(entry, strength);
      }
    }
  }
  return { words, beginnings };
}

const STRENGTHS = build();
const BY_START = new Map<string, (readonly [string, number])[]>();
for (const entry of STRENGTHS.beginnings)
  BY_START.set(entry[0].slice(0, 3), [...(BY_START.get(entry[0].slice(0, 3)) ?? []), entry]);

/** The feeling of a folded word: −2 to 2, 0 for none. */
export function feelingOf(word: string): number {
  const exact = STRENGTHS.words.get(word);
  if (exact !== undefined) return exact;
  for (const [beginning, strength] of BY_START.get(word.slice(0, 3)) ?? [])
    if (word.startsWith(beginning)) return strength;
  return 0;
}
