/** Words that say nothing about what a report is about: en, de, fr, es, pt, it, nl, folded. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `a an the and or but if of to in on at by for from with about into over after before under again then once here there when where
why how all any both each few more most other some such only own same so than too very s t can will just do does did doing done
should now i me my we our ours you your he him his she her it its they them their this that these those am is are was were be
been being have has had having would could may might must shall not no nor as until while because what which who whom also
get got gets getting go goes going went make made makes use used using uses like really still even since today yesterday
hi hello hey dear please thanks thank regards cheers team guys ok okay yes well way thing things something anything lot want
need needs try tried trying every always never one two three seems seem bit able let us im ive been there really much many

der die das ein eine einer eines einem einen und oder aber wenn von zu in im am an auf bei mit nach aus fur uber unter vor
durch ohne um als wie so nur auch noch schon doch mal da dann dass ob weil denn ich mich mir mein meine meinen meinem meiner
wir uns unser unsere du dich dir dein sie ihr ihre ihren er ihn ihm es man sich ist sind war waren bin bist wird werden wurde
wurden hat habe haben hatte hatten kann konnen konnte soll sollte muss mussen mochte will wollen nicht kein keine keinen was
wer wo wann warum welche welcher welches dieser diese dieses jetzt immer wieder seit heute gestern bitte danke hallo guten tag
gruss grusse liebe sehr ganz mehr dem den des zum zur vom beim hier dort alle alles etwas nichts bereits leider einfach gibt

nice great good cool new please add added adding wish wishes love would like far extremely extreme extremly totally completely anymore possible
helpful better best awesome super toll schon gut neu neue neuen neues neuer ware wunsche wunscht gerne extrem viel viele mehr moglich
serait bien genial nouveau nouvelle nouveaux pouvoir possible ajouter aimerais extremement seria bueno nuevo nueva gustaria poder anadir agregar
posible extremadamente mismo misma gleiche gleichen same kommen

le la les un une des du de d l et ou mais si ne pas plus que qui quoi dont ce cet cette ces c ca cela je j me m moi mon ma mes
nous notre nos vous votre vos tu te t il elle on se s ils elles leur leurs y en est sont etait suis es sommes etes etre ete ai
as a avons avez ont avait avoir au aux dans par pour sur avec sans sous chez vers entre depuis quand comment pourquoi ou quel
quelle quels comme tres trop bien tout tous toute toutes meme aussi encore deja toujours jamais rien bonjour merci salut
svp peut peux pouvez fait faire faut voici voila alors donc car apres avant

el la los las un una unos unas y e o u pero si de del al a en con por para sin sobre entre desde hasta que quien cual como
cuando donde porque yo me mi mis tu te ti su sus se le les lo nos nuestro nuestra vosotros ustedes usted ellos ellas este
esta estos estas ese esa eso esto es son era fue ser estar estoy esta estan ha he han hay hemos habia tengo tiene tienen
puedo puede pueden no ni ya muy mas menos tambien todo toda todos todas algo nada siempre nunca ahora hoy ayer hola gracias
buenos dias favor solo aun despues antes cada otro otra

os uma uns umas da das dos na nas nos num numa com nao eu meu minha meus minhas voce voces ele ela eles seu sua isso isto
esse essa estou esta tem tenho foi sao sou ola obrigado obrigada bom dia quando onde qual muito mais mas ou ja ainda pelo pela
il lo gli i uno di da dal della dello delle dei degli nel nella nelle nei al alla alle ai col con per tra fra su sul sulla
che chi cui non piu anche ma se come quando dove perche io mio mia miei mie noi nostro voi lui lei loro questo questa questi
sono sei siamo era ho hai abbiamo hanno stato essere avere ciao grazie buongiorno
de het een en of maar als van naar op bij met uit over onder voor door zonder om dan dat die dit deze ik mij mijn wij we ons
onze jij je u uw hij zijn haar ze zij er is was waren ben bent wordt werd heb hebt heeft hebben had kan kunnen kon moet wil
niet geen wat wie waar wanneer waarom hoe nu nog ook al altijd weer sinds hallo bedankt graag zeer veel meer alle alles`.split(
    /\s+/,
  ),
);
