/** Small words that tell languages apart even in a line of four words; a word may belong to several. */
const LINES: Readonly<Record<string, string>> = {
  en: "the a an is are was were it its this that my your our i you we they not don doesn didn can can't cannot won't don't doesn't didn't of to in on for with from at by when after since and or but how why what where please still anymore have has had be been there would could should will get got me am do does just no all every nothing works work working login page button order",
  de: "der die das den dem ein eine einen einer ist sind war waren es ich du wir sie nicht kein keine kann können konnte mit von zu im am auf für bei nach seit aus und oder aber wie warum was wo wenn bitte immer noch mehr habe hat haben hatte wird werden wurde mein meine meinen ihr mich mir uns geht funktioniert nichts schon sehr leider beim vom zum zur über gibt wäre schön lädt fehler seite bestellung konto",
  fr: "le la les un une des du de est sont était je j tu nous vous il elle on ne pas plus peux peut avec pour dans sur chez depuis après et ou mais comment pourquoi quoi où quand merci mon ma mes votre vos ce cette c'est qui que très bien être avoir ai a été rien toujours aux au me se marche fonctionne impossible bonjour page commande compte",
  es: "el la los las un una unos es son era yo tú nosotros no puedo puede con para por en de del al desde y o pero cómo como por qué dónde cuando gracias mi mis su sus este esta esto que muy bien está están hay he ha me se lo le nada siempre sin más todo todos funciona página pedido cuenta hola después al",
  pt: "o a os as um uma é são era eu nós não posso pode com para por em de do da no na dos das desde e ou mas como por que onde quando obrigado obrigada meu minha seu sua este esta isso isto muito bem está estão há tem tenho me se nada sempre sem mais tudo funciona consigo depois você ao página conta",
  it: "il lo la i gli le un una è sono era io noi non posso può con per in di del della dal al alla da e o ma come perché dove quando grazie mio mia suo sua questo questa che molto bene ho ha mi si niente sempre senza più tutto funziona riesco dopo anche pagina ordine conto",
  nl: "de het een is zijn was ik wij we jij u niet geen kan kunnen met van naar op in voor bij na sinds en of maar hoe waarom wat waar wanneer bedankt mijn uw dit deze dat die heel goed heb heeft hebben wordt me er nog meer werkt niets altijd zonder al ook te",
  sv: "och är inte jag kan att det som på för med har en ett den mitt min går vi ni oss när efter från till eller men hur varför också alla inga ingen mina vår våra kommer får blir blev sedan av om sidan konto beställning fungerar funkar",
  da: "og er ikke jeg kan at det som på for med har en et den min mit går",
  no: "og er ikke jeg kan at det som på for med har en et den min mitt går",
  pl: "nie jest się na do że jak w z i po mam moje działa mogę od to dla przez ale czy już tylko przy są był była było mi nam nas gdy kiedy dlaczego gdzie proszę bardzo zawsze strona konto zamówienie",
  cs: "je se na že jak v z a po nejde mám nefunguje mohu od",
  tr: "bir ve bu için ile çok değil var yok nasıl ne ama da de mi mı ben biz sonra beri gibi kadar daha olarak hiç her şey neden nerede lütfen sayfa hesap sipariş",
  sw: "ya wa na kwa ni katika hii haiwezi siwezi hatuwezi za cha sana hakuna yangu yetu kwenye bado lakini au kila wote tangu moja yote wetu wangu sisi mimi mtu hawawezi anaweza kuna hii hiyo sababu kuwa",
};

function build(): ReadonlyMap<string, readonly string[]> {
  const words = new Map<string, string[]>();
  for (const [language, line] of Object.entries(LINES)) {
    for (const word of new Set(line.split(" "))) words.set(word, [...(words.get(word) ?? []), language]);
  }
  return words;
}

/** Word → the languages it is a function word of. */
export const FUNCTION_WORDS: ReadonlyMap<string, readonly string[]> = build();
