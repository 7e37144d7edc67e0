import { compilePhrases, phrasesFor, type Phrase } from "@/server/reading/phrases";

/** What a report is, before asking which kind of defect. */
export type Family = "defect" | "question" | "wish" | "praise";

/** How much a phrase speaks for a family. */
export type FamilyVote = { readonly family: Family; readonly points: number };

const vote = (family: Family, points: number, lines: string): Phrase<FamilyVote>[] =>
  phrasesFor({ family, points }, lines);

const FAMILY_PHRASES: readonly Phrase<FamilyVote>[] = [
  ...vote(
    "wish",
    3,
    `feature request|requests|proposal|description|wish|suggestion|idea
    feature_request|enhancement
    would ~2 be ~2 nice|great|good|cool|awesome|useful|helpful|lovely|handy|perfect|better|beneficial|wonderful|amazing|fantastic
    please|pls|kindly ~1 add|implement|introduce|provide|support|bring|include|consider|enable|allow
    can|could you|we ~1 please|maybe|also ~1 add|implement|introduce|provide|include|bring
    i|we ~1 wish|propose|suggest|request
    solution you d|would like
    alternatives you|considered
    is your feature
    willing to contribute
    would love to see|have|be
    i|we would|d like to see|have
    i|we d|would love|like a|an|the|if|more
    it ~1 would|d be ~1 nice|great|good|cool|awesome|useful|helpful
    bring back
    missing feature
    my suggestion|idea|wish|proposal
    ware|waren ~4 schon|toll|super|gut|hilfreich|praktisch|klasse|cool|wunschenswert|sinnvoll
    wunsche|wunsch|wunschen|feature-wunsch|verbesserungsvorschlag|funktionswunsch|vorschlag|anregung
    hatte|hatten ~2 gern|gerne
    konnte|konntet|konnten ~5 einbauen|hinzufugen|erganzen|einfuhren|anbieten|implementieren|integrieren
    bitte ~5 einbauen|hinzufugen|erganzen|einfuhren|anbieten|implementieren
    mir fehlt|fehlen
    es fehlt eine|ein
    serait ~3 bien|super|genial|pratique|utile|sympa|cool|top|interessant|apprecie
    j aimerais|aimerai|adorerais
    pourriez|pouvez|pourrait vous|on ~1 ajouter|integrer|proposer|prevoir
    ajoutez|ajouter svp|s
    suggestion|souhait|souhaite|souhaiterais
    il manque
    seria|estaria ~2 bueno|genial|util|ideal|bien|estupendo|practico|interesante|fantastico|otimo|bom|legal|interessante
    me|nos gustaria|encantaria
    podrian|podriais|podeis|pueden ~1 anadir|agregar|incluir|poner
    por favor ~1 anadan|agreguen|incluyan|anadir|agregar
    sugerencia|sugiero|sugerimos|propongo
    gostaria|gostariamos de
    sarebbe ~2 bello|utile|comodo|fantastico|bene
    vorrei|vorremmo poter|avere|vedere
    zou ~3 fijn|handig|mooi|leuk|prettig|geweldig
    graag ~4 toevoegen
    fande|fanden ~4 gut|hilfreich|schon|praktisch|toll|super|sinnvoll
    ojala
    have you planned|considered`,
  ),
  // Asked in the form of a question; what is asked for is a feature.
  ...vote(
    "wish",
    5,
    `any|some chance|plans of|for|to
    do|are you ~1 plan|planning
    ist|sind|habt|haben ~4 geplant
    plant|planen ihr|sie
    prevoyez vous
    vous prevoyez
    est il prevu
    teneis|tienen ~1 previsto|pensado`,
  ),
  ...vote(
    "wish",
    1.5,
    `support|supports for
    add support|option|ability|a|an|the|new|more|feature|button|functionality|parameter|flag|setting|method|api|way
    allow|allows|allowing|enable|enabling ~3 to|users|user|for
    ability|option|possibility to|for
    should be able|possible to
    enhancement|improvement|improvements|rfc|proposal|motivation
    new feature|functionality|option|api|setting
    use case|cases
    currently ~6 not possible|supported|available|support|allow|provide
    no way|option|setting|support to|for
    not supported
    lack|lacks|lacking of|support
    instead of having to
    improve|improving|enhance
    it should be possible
    make it possible|easier
    could you ~1 remember|show|make|let|keep|give|offer|put|send|have
    konnte|konnten man|sie|ihr|wir ~6 sehen|zeigen|merken|anzeigen|bekommen|haben
    an|one|another|small idea
    idee|idea|sugerencia|anregung fur|para|pour|zu|zur|zum
    easier if|to
    as a user
    vscode should|must
    user story
    consider adding|supporting|making|using
    should ~1 take|show|allow|support|have|offer|include|provide
    it ~2 should|could be
    proposed|propose|proposing
    would allow|enable|help|make|improve|simplify
    mehr auswahl|optionen
    moglichkeit|option ~4 zu
    possibilite de
    posibilidad de
    il faudrait
    deberia|deberian haber|tener|poder`,
  ),
  ...vote(
    "question",
    2.5,
    `how do|to|can|could|would|should i|we|you|one
    how to
    how does|do|is|are|did|long|much|many|often
    where can|do|is|are|could|should
    what is|are|does|do|would|should|s
    which one|version|of|option
    who can|is|do
    when will|is|does|can
    is|are there a|any|an|some ~1 way|option|possibility|documentation|method|plan|plans|chance
    is it possible
    can|could i|we|you|someone|anyone|somebody ~1 explain|tell|help|clarify|point|please|change|use|get|find|see
    can i|we
    does anyone|anybody|somebody
    any idea|ideas|help|suggestion|suggestions|advice|thoughts|pointers
    i|we ~1 wonder|wondering|unsure|curious
    wondering|curious how|if|whether|why|what|about
    my question
    question about|regarding|on
    question|questions
    i|we do not ~1 understand|know|see
    not sure|clear|understand how|if|why|what|whether|where
    what s ~1 difference|way|best|right|correct
    what difference|happens|am i
    best|right|correct|proper|recommended way|practice|approach to|for
    should i|we
    do i|we need|have
    explain|clarify
    looking for help|guidance|documentation|information|advice
    wie kann|konnen|andere|mache|lange|viel|finde|komme|geht|funktioniert|bekomme|erstelle
    wo kann|finde|ist|sehe|stelle|muss|gibt|sind
    was ist|bedeutet|muss|passiert|kostet|heisst
    wann wird|kommt|ist|kann
    ist es moglich
    gibt es
    kann|konnen man|ich|wir ~4 auch|irgendwo|noch
    frage|fragen
    weiss jemand
    comment puis|faire|est|peut|changer|fonctionne|modifier|annuler|on|supprimer|obtenir|je
    ou puis|est|trouver|se|sont
    est ce que|possible
    qu est ce
    quand sera|est
    quel|quelle|quels est|sont
    combien de
    y a t
    question
    como puedo|se|hago|cambio|funciona|podemos|cancelo|cambiar|modifico|elimino|configuro
    donde puedo|esta|se|encuentro|estan
    que es|significa|hago|tengo
    cual es
    cuando estara|sera|llega
    es posible
    hay alguna
    pregunta|duda
    como posso|faco|mudo|funciona
    onde posso|fica|encontro|esta
    come posso|faccio|si|funziona
    dove posso|trovo|si
    hoe kan|moet|werkt|verander
    waar kan|vind|is`,
  ),
  ...vote(
    "question",
    -2.5,
    `not sure if|whether ~1 you|anyone ~3 know|knows|aware|noticed|heard
    your question
    if you tell|let me
    no idea why|what|how`,
  ),
  ...vote(
    "question",
    2,
    `how add|cancel|change|delete|reset|get|find|use|make|export|import|download|invite|pay
    where ~2 is|are|find|add|change|see|get|download`,
  ),
  ...vote(
    "question",
    1.2,
    `why is|are|does|do|did
    help|thanks|please me
    tutorial|guide
    documentation|docs|example|examples ~3 for|about|on|how|where|explain|explains
    stackoverflow
    understand|confused|confusion
    warum ist|wird|sind
    pourquoi
    por que`,
  ),
  ...vote(
    "defect",
    3,
    `does|do|did|is|will|would not ~2 work|working|load|loading|open|respond|responding|save|show|display|start|appear|update|scroll|react|happen|finish|recognize|render
    not working|loading|responding|showing|displayed|saved|updating|rendering|displaying
    stopped|stops working|loading|responding|syncing
    no longer works|work|working|loads|possible|shows|syncs|appears
    crash|crashes|crashed|crashing|segfault|freezes|froze|hangs|hung
    regression|broken|buggy
    error message|occurred|when|while|code|on|500|404
    throws|throwing|threw|raises|raised an|a|error|exception
    exception|traceback|stacktrace|nullpointerexception
    stack trace
    fails|failed|failing|fail to|with|when|on|at|after|every
    can not ~3 log|sign|pay|save|open|access|upload|download|login|find|see|submit|continue|delete|change|edit|load|start|connect|click|complete|check
    unable to
    wrong|incorrect|incorrectly|wrongly
    charged|billed|debited ~4 twice|double|wrong|much|again
    double|duplicate charge|charges|payment|charged|billing
    overcharged
    keeps|keep crashing|loading|freezing|failing|logging|asking|spinning|saying|showing|disappearing|getting
    nothing happens|works
    disappeared|vanished|stuck|unresponsive|blank|glitch|glitches
    never arrived|received|arrives|came|loads
    is|are|was|were ~1 missing|gone|empty|lost|down|slow|broken
    very|too|extremely|so|really|super slow|laggy
    takes forever|ages|minutes|long
    funktioniert|geht|klappt|ladt|reagiert|offnet|startet|speichert ~4 nicht|nichts|nimmer
    nicht ~1 moglich|mehr|erreichbar|angezeigt|geladen|gespeichert|gesendet|angekommen|akzeptiert|funktioniert
    kann|konnen|konnte ~5 nicht
    fehler|fehlermeldung|fehlerhaft|kaputt|abgesturzt|absturz|sturzt|hangt|falsch|falsche|falscher|falschen|fehlgeschlagen
    doppelt|zweimal ~4 abgebucht|belastet|berechnet
    schlagt fehl
    verschwunden|ausgefallen|leer|weg
    zu|sehr|extrem|ewig langsam|lange
    kommt nicht
    ne ~4 marche|fonctionne|charge|repond|ouvre|affiche|arrive|passe|recois|parviens|peux|peut|s
    n arrive|affiche|ouvre|est|a ~1 pas|plus
    erreur|bug|bogue|plante|plantage|bloque|impossible|echoue|echec|panne
    debite|preleve|facture ~2 deux|double|trop
    tres|trop|super|extremement lent|lente|lents
    disparu|disparue|vide|errone|incorrect|incorrecte|fausse|faux|refuse
    no funciona|carga|abre|guarda|responde|aparece|llega|deja|sirve|muestra|puedo|podemos|me|se|recibo
    error|errores|fallo|falla|fallan|averia|caido|caida|bloqueado|roto
    cobraron|cobrado|cobro|cargado ~2 dos|doble|mas
    muy|demasiado lento|lenta|despacio
    desaparecio|desaparecido|vacio|vacia|incorrecto|equivocado|imposible
    se cierra|cuelga|congela|bloquea
    nao funciona|carrega|abre|consigo|aparece|chega|recebi
    erro|travou|trava|lento|lenta
    non funziona|carica|apre|riesco|si|arriva
    errore|bloccato|lentissimo|lento
    werkt|laadt|opent|lukt ~2 niet
    fout|foutmelding|kapot|traag|vastgelopen`,
  ),
  ...vote(
    "question",
    1,
    `i am|m|was ~1 trying|looking
    i|we try|want|need|would|wish to
    help me|us|needed|wanted|please
    please help
    i need help
    my code|project|program|model|script|laptop|computer|pc
    beginner|newbie|noob
    new to
    what should i|we
    what am i
    am i missing|doing|wrong|right
    is this|that|it ~2 bug|expected|intended|correct|normal|right|intentional|possible|supported|safe|ok
    any solution|way|suggestions|advice|fix|plan|plans|reason
    i do not know|get
    tell me
    let me know
    thank|thanks you|in|for ~1 advance|help
    discussion|discuss|q
    trying to|install|compile|build|run|use ~3 install|compile|build|run|use
    error|errors|issue|problem while|when|during installing|compiling|building|importing|training
    hilfe|ratlos
    aide|aidez
    ayuda|ayudar|ayudarme`,
  ),
  ...vote(
    "defect",
    1.2,
    `problem|problems|issue|issues|trouble|unexpected|unexpectedly|weird|strange|flaky|inconsistent
    expected|actual|current behavior|behaviour|result|results
    reproduce|reproducible|repro|reproduction
    since|after the|updating|upgrading|update|upgrade|release|latest|version
    instead of
    when i|we|you ~1 click|try|open|press|use|enter|run|select|type|hover
    invalid|fails|fail|failing|failed|failure|failures|error|errors|mismatch|breaks|stalls|overlaps|overlap|overflow|slower|wastes|incorrect|misleading|duplicated|unresponsive
    does|do|did|will|would|is|are not ~1 properly|correctly|work|connect|compare|reappear|refresh|highlight|match|handle|seem|find|detect|respect|return|recognized|found|right
    can|could not
    i|we|it|he|she|they|that|which|nobody get|got|gets rejected|refused|declined|denied|stuck|nothing|errors|error
    rejected|refused|declined|denied|unexpected|misses|missed|forgets|forgot|ignores|ignored|vanishes|disappears|jumps|duplicates|doubles
    is|are|was|were|has|have|gets|got|goes ~2 expired|frozen|wrong|gone|broken|twice|empty|cut|hidden|invisible|unreadable|late|off|behind|outdated
    never got|get|gets|came|comes|ran|runs|sent|reached|reaches|appeared|appears|works|worked|changes|changed|ends|stops|finishes
    nothing came|comes|arrives|arrived|shows|appears|moves|changes|is|to
    finds|found|shows|returns|gives|get|gets nothing|none
    no result|results|pics|pictures|photos|images|mail|email|answer|reaction|response|sound
    too old|slow|small|dark|light|short
    twice|doubled|duplicated
    logged|signed|kicked|thrown out
    used to be|work|have
    nothing|not ~1 changed|changes here|since
    doesn|didn|isn|wasn|won|can ~1 t
    wird|werden|wurde|wurden|ist|sind|hat|habe|haben ~4 nicht
    ungultig|abgelehnt|abgelaufen|unleserlich|unsichtbar|veraltet|abgeschnitten|vertauscht|eingefroren|verschwindet|bleibt|springt|ruckelt
    findet|zeigt|kommt|passiert|steht|kriege|bekomme ~2 nichts|nicht|keine|keinen|kein|nix
    keine|kein treffer|bilder|fotos|mail|antwort|reaktion|verbindung
    jedes|jedesmal ~2 mal
    schon wieder
    statt|anstatt
    rejete|rejetee|refusee|refuses|expire|expiree|invalide|illisible|coupe|coupee|perdu|perdue|perdus|manquant|manquante
    aucun|aucune resultat|resultats|photo|photos|mail|reponse|image
    ne ~3 pas|plus|rien|aucun
    au lieu
    rechazado|rechazada|rechaza|caducado|caducada|invalido|invalida|valida|ilegible|cortado|perdido|perdida|perdidos
    ningun|ninguna resultado|foto|correo|respuesta|imagen
    no ~2 encuentra|llega|llegan|cambia|sale|salen|entra|vale|valida|coincide|coinciden|mueve|aparecen|ven|ve
    en vez|lugar de
    not found|respected|honored|reset|cleared|recognized|detected|handled|refreshed|visible|highlighted|clickable
    false positive|positives|negative
    too much|many|few|often|late|early
    used to
    no longer
    should not|have
    result|results in
    leak|leaks|corrupt|corrupted|deadlock|race
    it ~1 seems|looks
    keeps
    seit dem|update|gestern|heute
    depuis la|le|hier|ce
    desde la|ayer|hoy|el
    problem|problems|probleme|problema|problemas|issue|issues`,
  ),
  ...vote(
    "praise",
    3,
    `great|good|excellent|awesome|amazing|fantastic|nice|wonderful|superb job|work|product|app|service|tool|update|improvement|release|team|experience
    well done
    love|loving|adore it|this|the|your|how|that|using
    thank|thanks|thx ~1 you|so|for|a ~3 much|lot|great|quick|fast|help|support|work|amazing|awesome|fixing|everyone
    thanks ~1 team|all|guys
    keep up|it
    kudos|bravo|congratulations|congrats
    works great|perfectly|well|flawlessly|wonderfully|beautifully|fine|again
    so much better|faster|easier|nicer
    huge|big|great improvement|fan
    really|very|so|super happy|pleased|satisfied|impressed|intuitive|smooth|easy|helpful
    am|are ~1 happy|impressed|delighted|pleased|satisfied with|by
    best app|tool|product|service|update|software
    just|simply perfect|great|amazing|brilliant
    tolle|super|gute|grossartige|klasse|spitzen|hervorragende arbeit|app|sache|leistung|service|team|update|support|umsetzung
    gut|toll|super|klasse gemacht|gelungen
    vielen|herzlichen|tausend dank
    gefallt|gefallen mir|uns|sehr
    bin|sind ~2 begeistert|zufrieden|glucklich
    lob|weiter
    funktioniert|lauft ~1 super|perfekt|einwandfrei|prima|wunderbar|toll|hervorragend
    bravo|felicitations
    excellent|excellente|beau|bon|super travail|application|service|appli|boulot|equipe
    j adore|adorons
    merci ~2 beaucoup|equipe|infiniment|bravo
    tres ~1 content|contente|satisfait|satisfaite|bien|pratique|reussi
    marche|fonctionne ~1 parfaitement|bien|impeccable|super
    excelente|buen|gran|buena trabajo|aplicacion|servicio|app|equipo|mejora|experiencia
    me|nos encanta
    muchas|mil gracias
    muy|estoy ~1 contento|contenta|satisfecho|util|bueno|bien
    felicidades|enhorabuena
    funciona ~1 perfecto|perfectamente|genial|bien
    is|are|was|been|looks|feels|works ~2 brilliant|fantastic|excellent|wonderful|superb|amazing|lovely|perfect|awesome|great
    a pleasure|joy|delight|lifesaver
    pleasure|joy to
    worth gold
    much|so|far|lot|way|finally better|faster|quicker|easier|nicer|clearer|simpler
    quick|fast|smooth|better now
    problem|issue|question solved|resolved|fixed|sorted
    called|helped|answered|solved ~4 within|in ~3 minutes|minute
    tell|pass ~6 thanks|thank
    thank|thanks to
    hats off
    credit where|to
    chapeau
    ist|sind|war|waren|lauft|geht ~3 klasse|super|toll|genial|spitze|grossartig|wunderbar|perfekt|fantastisch|prima|hervorragend|angenehm
    viel|deutlich|wesentlich|endlich ~1 schneller|besser|einfacher|ubersichtlicher|angenehmer|klarer|schoner
    beste|bester|bestes neuerung|funktion|idee|verbesserung|shop|app|seit
    problem|frage ~2 gelost|geklart|erledigt
    danke|dank ~2 fur|an ~4 hilfe|unterstutzung|arbeit|losung|team|alle|antwort
    est|c est|sont ~3 super|genial|geniale|parfait|parfaite|excellent|excellente|top|formidable|magnifique
    excellente|tres|bonne|super bonne|idee
    beaucoup|bien|nettement mieux
    beaucoup|bien|nettement plus ~1 rapide|simple|clair|claire|pratique|agreable|fluide
    probleme|souci ~2 resolu|regle
    merci pour|de|a ~3 aide|equipe|rapidite|travail|soutien|reactivite|reponse
    es|esta|son|ha|sido ~3 fantastico|fantastica|genial|excelente|perfecto|perfecta|estupendo|estupenda|maravilloso|maravilla|magnifico
    mucho|bastante mejor
    mucho|bastante mas ~1 rapido|rapida|facil|comodo|comoda|claro|sencillo
    gracias por ~3 ayuda|apoyo|rapidez|trabajo|atencion|respuesta
    han|ha|habeis ~2 resuelto|solucionado|ayudado
    adoro|amei|parabens|obrigado|obrigada
    ottimo|bel|complimenti|grazie lavoro|mille|app|servizio
    geweldig|goed gedaan|werk`,
  ),
];

const FURTHER_FAMILY_PHRASES: readonly Phrase<FamilyVote>[] = [
  ...vote(
    "defect",
    2,
    `nie ~1 dziala|dzialaja|laduje|otwiera|zapisuje|wyswietla|przechodzi|reaguje
    blad|bledy|bledu|awaria|zepsute|zepsuty|zniknely|zniknelo|zniknal
    fungerar|funkar|laddar|sparas|oppnas ~1 inte
    gar inte
    felmeddelande|felmeddelandet|trasig|trasigt|kraschar|kraschade|forsvunnit|forsvann
    calismiyor|acilmiyor|yuklenmiyor|kaydedilmiyor|gorunmuyor|gelmiyor|olmuyor|yapamiyorum|yapamiyoruz
    hata|hatasi|bozuk|kayboldu|silindi`,
  ),
  ...vote(
    "wish",
    3,
    `byloby ~2 milo|fajnie|dobrze|super|swietnie
    chcialbym|chcialabym|przydaloby|przydalaby|przydalby
    prosze ~2 dodac|dodajcie
    vore|hade ~3 bra|fint|trevligt|kul|smidigt|toppen|onskvart
    onskemal|onskar
    skulle ~2 vilja|onska|uppskatta
    ekleyebilir|eklenebilir|eklerseniz|ekler
    olsa|olursa ~2 iyi|guzel|super|harika
    isterdim|isterim|isteriz|onerim`,
  ),
  ...vote(
    "praise",
    2.5,
    `swietna|swietny|brawo|rewelacja|uwielbiam
    jattebra|fantastiskt|fantastisk|alskar
    harika|mukemmel|bayildim`,
  ),
];

export const findFamilyVotes = compilePhrases([...FAMILY_PHRASES, ...FURTHER_FAMILY_PHRASES]);

/** Verbs a wish's title begins with: "Add dark mode", "Support CSV". */
export const WISH_OPENERS: ReadonlySet<string> = new Set(
  "idea idee wunsch wish deseo souhait sugerencia vorschlag anregung add allow support implement make provide introduce improve enable expose consider option ability request suggestion feature enhance enhancement proposal extend export include show let offer expand integrate optimize replace upgrade update create convert move rename remove drop use switch reduce render print display inform refactor document warn port reintroduce revert handle automatically simplify clarify allowing adding supporting better more".split(
    " ",
  ),
);

/** Words a question begins with. */
export const QUESTION_OPENERS: ReadonlySet<string> = new Set(
  `jak czy gdzie dlaczego kiedy hur varfor nasil nerede neden how what where why when who which is are can could does do did should will would has have any anyone wie was wo warum wann wer welche welcher
  kann konnen gibt ist sind haben hat habt sollte muss mussen darf konnte konnten wird werden wurde comment pourquoi ou quand quel quelle qui est peut puis combien avez pouvez pouvons faut vais dois doit existe como donde cuando cual quien puedo puede pueden podemos hay es esta estan tengo tenemos tienen se
  come dove quando perche quale posso onde qual hoe waar waarom wanneer wat kan is`.split(/\s+/),
);

export type DefectType = "technical" | "functional" | "usability" | "performance" | "integration";
type TypeVote = { readonly type: DefectType; readonly points: number };

const kind = (type: DefectType, points: number, lines: string): Phrase<TypeVote>[] =>
  phrasesFor({ type, points }, lines);

/** Finds which kind of defect a text speaks of. */
export const findDefectVotes = compilePhrases<TypeVote>([
  ...kind(
    "performance",
    3,
    `wolno|wolny|wolna|wolne|powoli|powolny|powolna|dlugo|zamula|laguje|muli
    laduje|trwa|czekam|czekamy ~3 minut*|sekund*|wieki|godzin*|dlugo
    langsam|langsamt|langsamma|seg|segt|sega|trogt|laggar
    tar|vantar ~3 minuter|sekunder|timmar|evigheter|lang
    yavas|yavasladi|yavaslik|kasiyor|donuyor|gecikme*
    dakika*|saniye*|saat* ~2 suruyor|bekliyoruz|bekliyorum|aliyor
    lento|lenta|lentissimo|lentissima|lenti|devagar|demora|demorando|traag|trage|langzaam`,
  ),
  ...kind(
    "technical",
    2,
    `blad|bledu|bledy|awaria|zawiesza|wysypuje|wywala|serwer|serwera|zalogowac|logowanie|niedostepna|niedostepny
    felmeddelande|kraschar|kraschade|servern|logga|inloggning|inloggningen|nere|serverfel
    hata|hatasi|coktu|cokuyor|sunucu|baglanti|giris|oturum|acilmiyor`,
  ),
  ...kind(
    "functional",
    2,
    `zamowienie|zamowienia|platnosc|platnosci|faktura|faktury|kwota|rabat|brakuje|zniknely|dwukrotnie|koszyk
    bestallning|bestallningen|betalning|betalningen|belopp|saknas|forsvann|forsvunnit|dubbelt|varukorgen
    siparis*|odeme*|fatura*|tutar|indirim|eksik|kayboldu|silindi|sepet*`,
  ),
  ...kind(
    "performance",
    3,
    `slow|slower|slowly|slowness|sluggish|laggy|lag|lags|latency|performance
    takes|took|take ~3 forever|ages|long|minutes|seconds|hours
    timeout|timeouts
    timed|times|time out
    high|excessive cpu|memory|load
    memory leak
    loading|loads|load forever|endlessly
    keeps|keep|endless|infinite loading|spinning|spinner
    langsam|langsamer|trage|lahm|ladezeit|ladezeiten|wartezeit|zeituberschreitung
    dauert ~3 ewig|lange|minuten|sekunden|stunden|langer
    ladt ~2 ewig|endlos
    lent|lente|lents|lentes|lenteur|lentement|ralentit|ralentissements|rame
    met|prend ~3 temps|minutes|secondes|heures|plombes
    temps de reponse|chargement
    lento|lenta|lentos|lentitud|demora|tarda|tardan|despacio|lentissimo|lentidao|devagar
    traag|langzaam`,
  ),
  ...kind(
    "technical",
    2.5,
    `crash|crashes|crashed|crashing|freeze|freezes|frozen|froze|hangs|hung|segfault
    error|exception|traceback|500|502|503|504|404|stacktrace|nullpointerexception|typeerror|undefined|null
    internal server
    white|blank|black screen|page
    login|log|sign in|fails|broken
    can not ~3 log|sign|login|connect|access|load|open|install|start
    server|servers|database|network|connection|ssl|certificate|dns
    down|offline|unreachable|unavailable|outage
    does not|will ~2 load|open|start|install|connect
    not loading|responding|reachable
    data loss
    hacked|leak|security|vulnerability
    build|compile|compilation|install|installation|upload|uploading
    sturzt|absturz|abgesturzt|eingefroren|hangt|fehlermeldung|fehlercode|serverfehler|anmelden|einloggen|anmeldung|login|hochladen|verbindung
    startet|ladt|offnet|reagiert ~1 nicht
    nicht erreichbar
    ausgefallen|weisse|weisser
    plante|plantage|bloque|erreur|serveur|connexion|connecter|ecran|hors|panne|telecharger|televerser
    error|servidor|conexion|conectar|sesion|pantalla|caido|caida|cierra|cuelga|congela|subir
    erro|servidor|travou|errore|inloggen|foutmelding`,
  ),
  ...kind(
    "functional",
    2,
    `wrong|incorrect|incorrectly|missing|twice|double|duplicate|duplicated|lost|disappeared|not ~2 saved|calculated|sent|received|updated|applied|accepted|displayed|shown
    does nothing
    nothing happens
    total|amount|price|tax|discount|voucher|coupon|invoice|order|refund|charged|billed|calculation|filter|search|sort|sorting|result|results|date|email|notification|notifications|button|form|field|checkout|payment
    falsch|falsche|falscher|fehlt|fehlen|doppelt|zweimal|verschwunden|leer|betrag|rechnung|bestellung|gutschein|rabatt|summe|abgebucht|bezahlen|zahlung|erstattung|ruckerstattung
    nicht gespeichert|gesendet|berechnet|akzeptiert|angekommen|ubernommen
    faux|fausse|incorrect|manque|manquant|double|disparu|vide|montant|facture|commande|code|remise|total|debite|paiement|payer|remboursement
    incorrecto|incorrecta|equivocado|falta|faltan|doble|dos|desaparecio|vacio|vacia|importe|factura|pedido|cupon|descuento|total|cobraron|pago|pagar|reembolso
    errado|errada|sbagliato|mancante|verkeerd|ontbreekt`,
  ),
  ...kind(
    "usability",
    4,
    `typo|typos|misspelled|misspelling
    spelling|grammar|grammatical mistake|mistakes|error|errors|issue
    tippfehler|rechtschreibfehler|schreibfehler
    faute|fautes|erreur ~1 orthographe|frappe
    coquille|coquilles
    error|errores|falta|faltas ~1 ortografia|ortografico|ortograficos
    errata`,
  ),
  ...kind(
    "usability",
    2.8,
    `confusing|confused|unclear|unintuitive|hard|difficult|complicated|cumbersome|awkward to|find|read|use|see|understand|navigate
    confusing|unclear|unintuitive|cluttered|misleading|ugly|inconvenient|clunky
    hard|difficult|impossible|easy to read|find|see|understand|miss
    too small|big|many|bright|dark|wide|narrow|tiny|cluttered
    typo|typos|spelling|misspelled|wording|label|tooltip|translation|translated
    font|fonts|contrast|color|colour|colors|alignment|aligned|misaligned|overlap|overlaps|overlapping|layout|spacing|icon|icons|cut|truncated|scroll|scrolling|accessibility|readable|keyboard
    many clicks|steps
    too many
    can not find
    screen reader
    unubersichtlich|verwirrend|kompliziert|umstandlich|unklar|unverstandlich|tippfehler|rechtschreibfehler|schrift|schriftgrosse|kontrast|farbe|farben|lesbar|unleserlich|layout|abgeschnitten|verschoben|ubersetzung|bedienung|klein
    schwer|schlecht zu|lesbar|erkennbar
    zu klein|gross|viele|hell|dunkel
    finde ~4 nicht
    confus|confuse|complique|compliquee|illisible|incomprehensible|ergonomie|police|couleur|couleurs|orthographe|faute|traduction|decale|coupe|petit|lisible
    difficile a|de
    trop petit|petite|grand|de|complique
    confuso|confusa|complicado|complicada|ilegible|letra|color|colores|ortografia|traduccion|cortado|pequena|pequeno|incomodo
    dificil de
    demasiado pequeno|pequena|grande|complicado`,
  ),
  ...kind(
    "integration",
    3,
    `api|webhook|webhooks|oauth|sso|saml|integration|integrations|connector|plugin|sdk|endpoint|zapier|salesforce|sap|slack|zendesk|jira|hubspot|shopify|stripe|paypal|klarna|outlook|exchange|erp|crm|datev|quickbooks|xero|mailchimp|teams
    sync|syncs|syncing|synchronization|synced|synchronisation|import|export ~4 with|from|to|google|outlook|calendar
    sync|syncs|syncing|synchronization|synchronisation|synchroniser
    google|apple|microsoft|outlook calendar|kalender|sync|account|pay|drive|maps
    third party
    third-party|partner|interface|schnittstelle|schnittstellen|anbindung|synchronisation|synchronisiert|interface|connecteur|sincronizacion|sincroniza|integracion|koppeling|synchronise`,
  ),
  ...kind(
    "integration",
    3,
    `post|put|patch|get|delete ~1 v1|v2|v3|v4|api
    signature|signatur|hmac|payload|payloads|enum|idempotency|callback|callbacks|serializer|parser
    rate limit|limits|limited|limiting
    429|422|409
    schema|json|openapi|swagger
    our|unser|unsere|unserem|notre|nuestro ~1 till|pos|erp|kasse|kassensystem|warenwirtschaft|caisse|tpv|backend|client|job|script|importer
    anbindung|kassensystem|warenwirtschaft`,
  ),
  ...kind(
    "technical",
    3.5,
    `too many redirects
    err_too_many_redirects
    zu viele|viel weiterleitungen|umleitungen
    trop de redirections
    demasiadas redirecciones
    loop|loops|redirect|redirects|schleife|endlosschleife|kreis|boucle|bucle
    photos|photo|pictures|picture|images|image ~3 load|missing|broken|grey|gray|blank
    bilder|fotos ~3 laden|fehlen|grau|weg
    error page
    frozen|freezes|froze|eingefroren|fige|figee|congelado|congelada`,
  ),
  ...kind(
    "usability",
    3,
    `landscape|portrait|sideways|querformat|hochformat|paysage|apaisado|horizontal
    hidden|covered|behind|half ~2 under|bar|behind|button|screen
    verdeckt|versteckt|uberdeckt|masque|cachee|tapado|oculto|escondido
    leerzeichen|espaces|espacios
    with|without|take|the|has ~1 spaces
    copy and paste
    stretched|squashed|distorted|verzerrt|gestaucht|etire|etiree|deforme|estirado|deformado
    sloppy|cosmetic|kosmetisch|cosmetique|estetico
    rien de grave
    keyboard|tastatur|clavier|teclado ~3 covers|hides|verdeckt|cache|tapa`,
  ),
  ...kind(
    "performance",
    2.5,
    `wait|waits|waiting|waited ~3 seconds|minutes|long|ages
    battery|akku|batterie|bateria
    interminable|lahm|lahmt|ruckelt|spinner|sanduhr|kreisel
    seconds|sekunden|secondes|segundos ~3 search|load|open|page|laden|suche|recherche|charger|buscar|cargar
    10|12|15|20|30 seconds|sekunden|secondes|segundos`,
  ),
]);
