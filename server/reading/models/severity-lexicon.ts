import { compilePhrases, phrasesFor } from "@/server/reading/phrases";

/** Kinds of evidence on how bad something is; each becomes one counted feature and one vote. */
export const SEVERITY_SIGNS = [
  "breakdown",
  "harm",
  "failure",
  "regression",
  "many",
  "urgent",
  "workaround",
  "slight",
  "looks",
  "text",
  "upkeep",
  "request",
] as const;
export type SeveritySign = (typeof SEVERITY_SIGNS)[number];

/** Finds the signs in a text: en, de, fr, es, pl, sv, tr, some pt, it, nl. */
export const findSeveritySigns = compilePhrases<SeveritySign>([
  ...phrasesFor<SeveritySign>(
    "breakdown",
    `crash|crashes|crashed|crashing|segfault|sigsegv|panic|panics|abort|aborts|coredump
    hang|hangs|hung|deadlock|deadlocks|freeze|freezes|frozen|infinite
    out of memory
    oom|outofmemoryerror|outofmemory|leak|leaks
    blocker|blocking|showstopper|urgent|critical|severe|fatal
    can|could not start|boot|open|launch|install|build|run|connect|load
    fails|failed|unable to start|boot|launch|install|compile|build|connect
    not starting|booting
    build ~2 broken|fails|failure|failing
    down|outage|unavailable
    unusable|unresponsive
    absturz*
    abgesturzt|sturzt|eingefroren|hangt
    startet nicht
    plante|plantage|fige|bloque
    se cierra|cuelga|bloquea
    no arranca|abre|inicia|carga
    ne demarre|s ~1 pas|ouvre
    awaria|padl|padla|zawiesza|wysypuje|wywala|niedostepna|niedostepny
    kraschar|kraschade|otillganglig|otillgangligt|avbrott|driftstopp
    coktu|cokuyor|donuyor|kapaniyor|erisilemiyor`,
  ),
  ...phrasesFor<SeveritySign>(
    "harm",
    `data loss|corruption
    corrupt|corrupts|corrupted|corruption|lost|loses|losing|wipes|wiped|erases
    security|vulnerability|vulnerable|exploit|cve|xss|injection|leaks|credential|credentials|attack|cwe
    charged|billed|debited twice|double|wrong
    money|payment|payments|refund
    privacy|gdpr|breach
    datenverlust|verloren|geloscht|doppelt|abgebucht|sicherheitslucke
    perdu|perdues|perte|debite|prelevement|faille
    perdido|perdidos|cobraron|cobrado|seguridad
    zniknely|zniknelo|utrata|utracone|stracilismy|dwukrotnie|podwojnie|wyciek
    forsvunnit|forlorade|raderats|raderade|dubbelt|dubbeldebiterad|datalacka
    kayboldu|silindi|kaybi|sizintisi`,
  ),
  ...phrasesFor<SeveritySign>(
    "failure",
    `exception|exceptions|error|errors|nullpointerexception|npe|stacktrace|traceback|assertion|500|502|503|504
    fail|fails|failed|failing|failure|broken|broke|breaks
    not work|working|works|respond|responding|load|loading|save|saved|saving|possible
    wrong|incorrect|invalid|missing|stuck
    fehler|fehlermeldung|kaputt|fehlgeschlagen|falsch|falsche
    geht|funktioniert|klappt|ladt ~2 nicht
    erreur|echoue|impossible|incorrect|faux
    ne ~1 marche|fonctionne|charge
    error|falla|fallo|imposible|incorrecto
    no funciona|carga|guarda|deja
    blad|bledy|nie ~1 dziala|laduje|zapisuje|otwiera|przechodzi
    felmeddelande|trasig|trasigt
    fungerar|funkar|laddar|gar ~1 inte
    hata|hatasi|calismiyor|acilmiyor|yuklenmiyor|olmuyor`,
  ),
  ...phrasesFor<SeveritySign>(
    "regression",
    `regression|regressed
    since|after ~2 update|upgrade|release|version|deployment
    used to work
    worked before|fine
    seit ~3 update|version|umstellung
    depuis ~3 mise|version
    desde ~2 actualizacion|version`,
  ),
  ...phrasesFor<SeveritySign>(
    "many",
    `all|every|many|several|multiple|other|our users|customers|user|customer|clients|colleagues|people
    everyone|everybody|nobody|always|constantly|everywhere
    every time
    alle|viele|mehrere|kunden|kollegen|jedes|immer|standig|uberall
    tous|toutes|plusieurs|clients|collegues|toujours|personne
    todos|todas|varios|clientes|companeros|siempre|nadie
    wszyscy|wszystkich|kazdy|klienci|uzytkownicy|nikt|ciagle
    kunder|kunderna|anvandare|anvandarna|ingen|alltid|kollegor
    herkes|musteriler|kullanicilar|kimse|surekli|butun|tum`,
  ),
  ...phrasesFor<SeveritySign>(
    "urgent",
    `asap|urgent|urgently|immediately|emergency|deadline|production|prod
    as soon as
    dringend|sofort|eilig|umgehend
    urgence|urgent|rapidement|immediatement
    urgente|urgentemente|inmediatamente|cuanto
    pilne|pilnie|natychmiast|akut|bradskande|omgaende|acil|acilen|hemen`,
  ),
  ...phrasesFor<SeveritySign>(
    "workaround",
    `workaround|work-around|reload|refresh|reloading|refreshing|restarting
    reload|refresh|restart|reopen|logging ~2 helps|fixes|works|again
    sometimes|occasionally|intermittent|intermittently|rarely|once
    manchmal|gelegentlich|ab|selten
    parfois|quelquefois|rarement
    a veces|ocasionalmente`,
  ),
  ...phrasesFor<SeveritySign>(
    "slight",
    `minor|small|slight|slightly|little|trivial|nitpick|nit|detail|tiny|cosmetic|annoying|inconvenient|confusing|unclear
    kleine|kleiner|kleinigkeit|leicht|etwas|unschon|kosmetisch|verwirrend
    petit|petite|leger|legerement|mineur|detail
    pequeno|pequena|leve|menor|detalle`,
  ),
  ...phrasesFor<SeveritySign>(
    "looks",
    `color|colour|colors|icon|icons|align|aligned|alignment|misaligned|margin|padding|font|fonts|pixel|pixels|layout|overlap|overlaps|overlapping|truncated|cropped|cut|spacing|styling|css|contrast|flicker|theme|logo|image
    farbe|farben|symbol|ausgerichtet|abstand|schrift|schriftart|verschoben|uberlappt|abgeschnitten|layout
    couleur|couleurs|icone|alignement|aligne|police|decale|chevauche|coupe|mise
    color|colores|icono|alineado|alineacion|letra|fuente|desplazado|cortado|logotipo`,
  ),
  ...phrasesFor<SeveritySign>(
    "text",
    `typo|typos|misspelled|misspelling|spelling|wording|grammar|tooltip|translation|translations|caption|capitalization
    tippfehler|rechtschreibfehler|rechtschreibung|schreibfehler|ubersetzung|beschriftung|wortlaut
    faute|orthographe|coquille|traduction|libelle|formulation
    errata|ortografia|ortografico|traduccion|etiqueta|redaccion|falta`,
  ),
  ...phrasesFor<SeveritySign>(
    "upkeep",
    `javadoc|documentation|docs|doc|readme|comment|comments|cleanup|refactor|refactoring|rename|unused|deprecated|deprecation|checkstyle|whitespace|license|changelog|website
    clean up
    log|logging ~1 message|level|messages|statement
    unit test|tests
    remove|removing ~2 unused|deprecated|redundant|unnecessary
    typo in
    bump|upgrade|update to|version|dependency`,
  ),
  ...phrasesFor<SeveritySign>(
    "request",
    `add|support|allow|improve|enhance|enhancement|feature|implement|provide|introduce|make|consider|suggestion|proposal|would|could|should
    please add
    konnte|ware|wunsch|wunsche|vorschlag
    serait|pourrait|ajouter|souhait
    seria|podria|anadir|sugerencia`,
  ),
]);
