import { phrasesFor, type Phrase } from "@/server/reading/phrases";

export type FloorRule =
  | "payment_wrong"
  | "data_loss"
  | "nobody_can_sign_in"
  | "security"
  | "product_down"
  | "cannot_pay"
  | "cannot_sign_in"
  | "server_error"
  | "blocked";

const TAKEN = "charged|charge|billed|bill|debited|deducted|withdrawn|withdrew|paid|invoiced|charges|charging";
const TAKEN_DE =
  "abgebucht|belastet|berechnet|eingezogen|abgerechnet|abgezogen|bezahlt|gebucht|verrechnet|abbuchung|belastung";
const TAKEN_FR =
  "debite|debitee|debites|preleve|prelevee|preleves|facture|facturee|factures|paye|payee|encaisse";
const TAKEN_ES =
  "cobrado|cobraron|cobro|cobran|cobro|cargado|cargaron|facturado|debitado|debitaron|pague|pagado|descontado|descontaron";
const USER_DATA =
  "data|orders|files|documents|projects|contacts|notes|records|photos|entries|invoices|messages|history|work|bookings|appointments|customers|settings|everything|database|draft|drafts|transactions|tasks|tickets|reports|content|progress|addresses|lists|templates|lines";
const DATEN =
  "daten|dateien|bestellungen|dokumente|projekte|kontakte|notizen|eintrage|fotos|rechnungen|nachrichten|termine|buchungen|kundendaten|datensatze|arbeit|verlauf|aufgaben|inhalte|inhalt|entwurf|entwurfe|adressen|vorlagen|listen";
const DONNEES =
  "donnees|fichiers|commandes|documents|projets|contacts|notes|photos|factures|messages|historique|travail|saisies|reservations|clients|taches|brouillon|brouillons|adresses|listes|modeles";
const DATOS =
  "datos|archivos|pedidos|documentos|proyectos|contactos|notas|registros|fotos|facturas|mensajes|historial|trabajo|reservas|clientes|tareas|borrador|borradores|direcciones|listas|plantillas";
const GONE = "gone|lost|disappeared|vanished|deleted|wiped|erased|missing|overwritten|corrupted|destroyed";
const WEG = "weg|verloren|verschwunden|geloscht|futsch|uberschrieben|zerstort|fort|fehlen";
const PERDU =
  "perdu|perdue|perdus|perdues|disparu|disparues|efface|effaces|effacees|supprime|supprimes|supprimees|ecrase|ecrasees|perdre";
const PERDIDO =
  "perdido|perdidos|perdidas|perdieron|perdi|perdio|desaparecido|desaparecieron|desaparecio|borrado|borrados|borraron|borro|eliminado|eliminados|eliminaron";
const PRODUCT =
  "site|website|app|application|system|service|platform|portal|shop|store|webshop|server|servers|api|product|everything|tool|software";
const TO_PAY = "pay|checkout|purchase|buy|order|subscribe";
const LOGIN = "login|logon|log|sign|access|authenticate";

/** Phrases that hold a severity up, in the language of `phrases.ts`; folded. */
export const FLOOR_PHRASES: readonly Phrase<FloorRule>[] = [
  ...phrasesFor<FloorRule>(
    "payment_wrong",
    `${TAKEN} ~5 twice|thrice|doubly
    ${TAKEN} ~5 two|three|four|multiple|several|2|3|4 times|x
    ${TAKEN} ~4 2x|3x
    ${TAKEN} ~5 two|three|multiple|several|2|3 separate|different times
    ${TAKEN} ~5 more than|then once
    payment|payments|transaction|charge|purchase ~4 shows|showing|shown|appears|appearing|listed|posted|repeated|duplicated ~2 twice|multiple|several|duplicate
    payment|transaction|charge|purchase was|is|got duplicated
    ${TAKEN} ~2 double
    ${TAKEN} me|us|my ~4 again
    you|they took|take ~4 twice
    you|they took|take ~4 two|three|2|3 times
    double|doubled|duplicate|duplicated|twofold charge|charged|charges|charging|billing|billed|payment|payments|debit|debits|debited|deduction|transaction|transactions|withdrawal|invoice
    twice ~2 charged|billed|debited|deducted|withdrawn
    charges|payments|debits|transactions two|2 same|identical
    two|2|three|3|several|multiple ~2 charges|payments|debits|deductions|withdrawals|transactions ~3 for|of|on|instead same|one|single|the|my|a|this|of
    payment|money|amount|order|invoice|subscription ~4 taken|charged|debited|deducted|withdrawn|collected|processed twice
    overcharged|overbilled
    charged|billed|debited|took|paid|deducted ~4 wrong|incorrect|different|higher ~1 amount|price|sum|total
    wrong|incorrect amount|sum|total ~4 charged|billed|debited|deducted|taken|withdrawn|booked
    charged|billed|debited|deducted ~2 too much|often
    charged|billed|debited ~5 instead of
    took|takes|taken ~2 money|payment|amount|euros|dollars ~4 twice|again|two|double|doubly
    payment|payments|charge|transaction|debit went|gone|came|goes through|off|out ~2 twice|double|two
    took|takes the money|payment twice
    money|payment|amount ~3 taken|gone|left ~1 twice|two
    statement|bank ~4 shows|lists|says|has ~4 twice|two|double
    two|2 times ~5 for one|1
    two|2 ~1 payments|charges|debits ~4 same|identical|equal|one|single
    betrag|geld|summe ~3 zweimal|doppelt|2x ~1 weg|runter|eingezogen|abgegangen
    zwei|2 ~1 zahlungen|abbuchungen|lastschriften|belastungen ~4 an|uber|fur|von|in
    dos|2 ~1 pagos|cobros|cargos ~1 iguales|identicos|a|por|en|del|de
    charged|debited|deducted|billed ~4 but ~4 no|failed|not
    doppelt|zweimal|dreimal|mehrfach|mehrmals|2x|3x ~4 ${TAKEN_DE}
    zwei|drei|2|3 mal ~4 ${TAKEN_DE}
    ${TAKEN_DE} ~3 doppelt|zweimal|dreimal|mehrfach|2x
    doppelte|doppelter|doppelten|zweite|mehrfache abbuchung|belastung|zahlung|abrechnung|rechnung|lastschrift|abbuchungen|zahlungen
    doppelabbuchung|doppelbuchung|doppelzahlung|doppelbelastung
    falsch|falsche|falscher|falschen ~1 betrag|summe ~4 abgebucht|belastet|berechnet|eingezogen|verrechnet|abgerechnet
    ${TAKEN_DE} ~3 falsche|falscher|falschen betrag|summe
    zu viel|hoch|viele ~2 ${TAKEN_DE}
    zuviel ~2 ${TAKEN_DE}
    ${TAKEN_FR} ~4 deux|trois|2|3|plusieurs fois
    ${TAKEN_FR} ~4 double|doublon
    double|doubles debit|prelevement|paiement|facturation|facture|transaction|debits|prelevements|paiements
    deux|2|plusieurs prelevements|debits|paiements
    preleve|debite|facture|paye ~3 trop
    trop preleve|percu|facture|debite
    montant|somme debite|preleve|facture|debitee|prelevee ~2 faux|fausse|incorrect|incorrecte|errone|erronee
    montant|somme ~2 incorrect|errone|faux|mauvais ~3 preleve|debite|facture|paye|encaisse
    mauvais|faux montant|somme ~3 preleve|debite|facture|debitee
    preleve|debite|facture|debitee|prelevee ~3 mauvais|incorrect|faux montant|somme
    preleve|debite|facture|debitee ~2 montant|somme incorrect|errone|faux|incorrecte
    ${TAKEN_ES} ~4 dos|tres|2|3|varias veces
    ${TAKEN_ES} ~4 doble|duplicado|doblemente
    doble|dobles|duplicado|duplicada|duplicados cobro|cargo|pago|factura|cobros|cargos|pagos
    cobro|cargo|pago|cobros|cargos|pagos|factura doble|dobles|duplicado|duplicados|duplicada
    dos veces ~3 cobrado|cobraron|cobro|cargado
    cobrado|cobraron|cobro|cargado|cobran ~4 de mas
    cobrado|cobraron|cobro|cargado|cobran ~3 importe|monto|cantidad|precio ~1 incorrecto|equivocado|incorrecta|equivocada|erroneo|mayor
    importe|monto|cantidad ~1 incorrecto|equivocado|incorrecta|equivocada|erroneo ~3 cobrado|cobraron|cargado|cobro
    cobrado|cobraram|cobrada|cobranca|debitado|debitaram|pago|paguei ~4 duas|2 vezes
    cobrado|cobraram|cobranca|debitado|pagamento ~3 duplicidade|duplicado|duplicada|dobro
    dupla|duplicada cobranca|pagamento
    addebitato|addebitata|addebitati|pagato|prelevato|addebito|fatturato ~3 due|2 volte
    doppio|doppia addebito|pagamento|prelievo|fattura
    twee|2 keer ~4 afgeschreven|betaald|gerekend|afgerekend|geincasseerd
    dubbel|dubbele ~3 afgeschreven|betaald|gerekend|afschrijving|betaling|geincasseerd
    afgeschreven|betaald ~2 dubbel|tweemaal`,
  ),
  ...phrasesFor<FloorRule>(
    "data_loss",
    `data loss
    loss of ~2 data|files|records|work|orders
    dataloss
    lost|lose|loses|losing|deleted|deletes|wiped|erased|destroyed|overwrote|overwritten|removed|wipes|erases|destroys|corrupts|corrupted ~2 all|my|our|the|entire|every|user|customer|weeks|days|hours|months ~3 ${USER_DATA}
    lost|lose|losing data|everything|files|documents|records|work
    deleted|deletes|wiped|erased|corrupted|corrupts data|everything|files|database
    lost|lose|losing all|everything
    all|entire|whole ~3 ${USER_DATA} ~5 ${GONE}
    my|our|customer|user|saved ~2 data|orders|files|documents|projects|contacts|notes|photos|records|entries|history|draft|drafts|bookings|appointments|progress|transactions|invoices|addresses|lists|templates ~2 is|are|was|were|got|have|has|just|been|all|suddenly|completely ~3 ${GONE}
    my|our ~2 data|orders|files|documents|projects|contacts|notes|photos|records|entries|history|draft|drafts|bookings|work|addresses|lists|templates gone|disappeared|vanished
    draft|drafts ~4 empty|gone|lost|wiped|deleted|disappeared|vanished
    lost ~1 draft|drafts
    saved ~4 empty|gone|wiped|vanished|disappeared
    hours|hour|days|evening ~2 work ~2 lost|gone|wiped
    data ~2 ${GONE}
    everything ~2 i|we saved|entered|wrote|typed|had ~2 ${GONE}
    everything ~2 gone|lost|wiped|deleted|erased|disappeared|vanished
    database ~3 wiped|dropped|corrupted|corrupt|lost|deleted|gone
    datenverlust|datenverluste
    verlust von|der|meiner|unserer ~1 daten|dateien
    ${DATEN} ~4 ${WEG}
    alle|alles ~4 verloren|verschwunden|geloscht|weg|futsch
    fehlen|fehlt ~3 alle|meine|samtliche|unsere ~2 ${DATEN}
    entwurf|entwurfe ~4 leer
    brouillon|brouillons ~4 vide|vides|vides
    borrador|borradores ~4 vacio|vacios
    datenbank ~3 geloscht|zerstort|leer|korrupt|weg
    perte de|des|totale ~2 donnees|fichiers|documents|commandes
    ${DONNEES} ~4 ${PERDU}
    perdu|efface|supprime|perd|ecrase ~2 mes|nos|toutes|tous|les|des|ses|leurs ~2 ${DONNEES}
    tout ~2 perdu|disparu|efface|supprime
    perdida de|total ~1 datos|informacion|archivos
    ${DATOS}|informacion ~3 ${PERDIDO}
    perdi|perdimos|perdido|borrado|borro|borraron|eliminado|elimino|perdieron|perdio ~2 mis|nuestros|todos|todas|los|las|nuestras|toda ~2 ${DATOS}|informacion
    desaparecieron|desaparecido|desaparecio ~3 ${DATOS}|informacion
    perdi|perdimos|borro todo
    todo ~2 perdido|borrado|desaparecido
    perda de dados
    perdi|perdemos|sumiram|apagou|apagaram|desapareceram ~2 meus|minhas|todos|todas|os|nossos ~2 dados|arquivos|pedidos|documentos|contatos
    dados ~3 perdidos|sumiram|desapareceram|apagados
    perdita di|dei dati
    dati ~3 persi|scomparsi|spariti|cancellati
    perso tutti|tutto|i|tutte
    gegevensverlies|dataverlies
    gegevens|bestanden|data ~3 kwijt|verloren|verdwenen|gewist
    alles ~2 kwijt
    数据丢失|データ消失`,
  ),
  ...phrasesFor<FloorRule>(
    "nobody_can_sign_in",
    `nobody ~3 can|able|manages ~3 ${LOGIN}
    no one ~3 can|able|manages ~3 ${LOGIN}
    none of us|our|my|the ~4 can|able ~3 ${LOGIN}
    no user|users|customer|customers|employee|employees ~2 can|able ~3 ${LOGIN}
    everyone|everybody|all|users|customers|employees ~5 can|unable|cannot not|to ~2 ${LOGIN}
    every|all user|users|customer|customers ~4 error|errors ~4 logging|login|signing
    everyone|everybody|all|users|customers|employees ~4 locked out
    entire|whole|complete team|company|office|department|school|organization ~4 can|locked|unable not|out|to
    login|logins|signin|sso|authentication|sign-in ~3 down|broken|failing|fails|dead ~3 everyone|everybody|all
    login|logins|sso|authentication is|are completely|totally ~1 down|broken|dead
    log|sign in ~4 broken|down|fails|failing ~2 everyone|everybody|all
    niemand|keiner ~4 kann|konnen|kommt ~4 anmelden|einloggen|rein|login|einwahlen
    keiner|niemand ~4 anmelden|einloggen
    kein benutzer|nutzer|kunde|mitarbeiter ~4 anmelden|einloggen
    alle|samtliche ~4 konnen|kommen ~3 nicht ~2 anmelden|einloggen|rein
    konnen|kann ~2 alle|niemand|keiner ~4 anmelden|einloggen
    alle ~3 ausgesperrt
    login|anmeldung ~3 alle ~2 kaputt|ausgefallen|gestort
    personne ~3 peut|arrive|parvient|reussit ~3 connecter|acceder|identifier
    aucun utilisateur|client|collegue|employe ~4 connecter|acceder|identifier
    tous|toute ~4 ne ~3 connecter|acceder|identifier
    nadie ~3 puede|logra|consigue|pudo ~3 iniciar|entrar|acceder|loguearse|conectarse|ingresar
    ningun|ninguno usuario|cliente|empleado|de ~4 iniciar|entrar|acceder|ingresar
    todos ~4 no pueden|podemos ~2 iniciar|entrar|acceder|ingresar
    ninguem ~2 consegue|pode ~2 entrar|acessar|logar|fazer
    nessuno ~2 riesce|puo ~2 accedere|entrare|loggarsi|collegarsi
    niemand ~3 inloggen|aanmelden`,
  ),
  ...phrasesFor<FloorRule>(
    "security",
    `data|privacy|security|gdpr breach|leak|leaked|leaking|violation|incident|breached
    leak|leaks|leaked|leaking|exposes|exposed|exposing|disclosed ~4 data|personal|customer|passwords|emails|addresses|credentials|tokens|user|private
    receive|received|see|view|access|open|read|download|edit|seeing|shows|showed|shown|displays|got|received|viewing|sees ~3 other|another|someone|somebody|strangers|different|foreign|anyone|everyone ~1 else|people|persons|person|user|users|customer|customers|account|accounts|company|companies|patient|patients|tenant|tenants|client|clients|s ~3 data|orders|order|invoice|invoices|account|accounts|profile|address|addresses|details|information|messages|documents|files|name|names|emails|email|card|records|bookings|history|payslip|private|personal|files|reports
    see|view|access|open|shows|received|got|seeing|download ~3 data|orders|order|invoice|invoices|account|address|details|messages|documents|files|records|bookings|history|profile ~1 of|from|belonging ~1 another|other|someone|somebody|different|strangers
    shown|showed|sees|displayed|opened|got|received ~4 data|orders|order|invoice|invoices|account|address|details|messages|documents|files|records|bookings|prices ~1 of|from|belonging|for ~1 another|other|someone|somebody|different|strangers
    invoice|invoices|order|orders|data|documents|account ~3 is|are|belongs|belong for|to another|someone|somebody|different ~1 customer|company|client|person|user|business|restaurant|shop|organisation|organization|tenant|patient
    invoice|invoices|order|orders|data|documents|account ~2 of|from|belonging ~1 another|someone|somebody|different ~1 customer|company|client|person|user|business|restaurant|shop|organisation|organization|tenant|patient
    invoice|invoices|orders|documents|customers|messages|addresses ~5 not ours|mine
    confidential|private|personal|negotiated ~3 exposed|leaked|disclosed
    facturas|factura|pedidos|datos|cuenta ~1 de otra|otro|otras|otros ~1 empresa|empresas|negocio|restaurante|tienda|compania
    facturas|factura|pedidos|datos ~4 no es|son ~1 nuestra|nuestras|nuestro|nuestros|mia|mias
    facture|factures|commande|commandes|donnees ~5 pas a nous|moi
    factures|facture|commandes|donnees|compte ~2 d une|autres ~1 autre|entreprises|entreprise|societe|societes|restaurant
    rechnung|rechnungen|bestellungen|daten ~4 gehort|gehoren ~1 nicht ~1 uns|mir
    rechnung|rechnungen|bestellungen|daten ~2 anderer|anderen|fremden|fremder firma|firmen|betrieb|betriebe|unternehmen|gaststatte
    logged|signed in as ~1 someone|somebody|another|other|different|wrong
    another|other|someone|somebody|different ~2 customer|customers|user|users|person|client|clients|people|else ~7 shown|visible|displayed|appears|appear|printed|listed
    logged|logs|signed|log ~2 into|in ~3 someone|somebody|another|other|wrong|different|stranger ~3 account|user|person|profile
    hacked|hijacked|account-takeover
    account ~3 compromised|hijacked|stolen|taken
    unauthorized|unauthorised|unknown|foreign access|login|logins|transactions|payments
    credentials|passwords|password|token|tokens ~3 plain|clear text|plaintext|cleartext
    credentials|passwords|password|tokens ~2 leaked|exposed|stolen|visible|plaintext|cleartext
    sql injection
    xss|csrf|ssrf|rce vulnerability|attack|hole|possible|bug
    security ~1 vulnerability|hole|flaw|issue|problem|bug|incident|risk
    cve-*
    datenleck|datenpanne|datenleak|datenschutzverletzung|datenschutzverstoss|datenschutzvorfall|sicherheitslucke|sicherheitsvorfall|sicherheitsproblem|dsgvo-verstoss
    gehackt|hackerangriff
    sehe|seht|sehen|sieht|zugriff|einsehen|angezeigt|bekomme|bekam ~4 fremde|fremden|fremder|anderer|anderen ~3 daten|kunden|rechnungen|rechnung|bestellungen|bestellung|konto|konten|kundendaten|adressen|nutzer|benutzer|nachrichten|personen|profil|namen
    fremde|fremden|fremder ~2 daten|kundendaten|rechnungen|rechnung|bestellungen|konto|konten|profil|nachrichten|namen|adressen
    daten|rechnung|rechnungen|bestellungen|konto ~2 anderer|anderen|eines|fremder ~1 kunden|nutzer|benutzer|personen|person|anderen
    unbefugt|unbefugte|unbefugter|unberechtigter zugriff|zugang
    passworter|passwort ~4 klartext
    fuite|fuites ~1 donnees
    faille ~2 securite
    violation ~2 donnees|rgpd|vie
    pirate|piratee|piratage|hacke
    donnees|factures|facture|commandes|commande|compte|informations|adresse|dossier|profil ~2 d autre|autres|un ~1 autre|client|clients|utilisateur|utilisateurs|personne|personnes
    donnees|factures|facture|commandes|compte|informations ~2 d un autre
    mots|mot de passe ~3 clair
    fuga|filtracion|filtrado|filtraron|brecha ~2 datos|seguridad|informacion
    fallo|agujero|vulnerabilidad|problema de seguridad
    hackeado|hackearon|hackeada|hackeo
    datos|facturas|factura|pedidos|pedido|cuenta|informacion ~1 de otro|otros|otra|otras ~1 cliente|clientes|usuario|usuarios|persona|personas|gente
    acceso no autorizado
    contrasenas|contrasena ~3 texto plano
    vazamento|vazaram ~2 dados
    dados de outro|outros|outra cliente|clientes|usuario|usuarios|pessoa|pessoas
    invadida|hackeada|hackeado
    fuga di dati
    violazione ~1 dati|privacy|sicurezza
    dati di un|altri ~1 altro|clienti|utenti|cliente|utente
    hackerato|hackerata
    datalek
    gegevens van andere|anderen|iemand ~1 klanten|gebruikers|anders
    gehackt`,
  ),
  ...phrasesFor<FloorRule>(
    "product_down",
    `${PRODUCT} is|are|was|went|seems|appears|goes|been down|offline|unreachable|unavailable|dead|inaccessible
    ${PRODUCT} is|are|was|has|have|went|seems|appears completely|totally|currently|again|still|now|fully|been|to|just|all|entirely ~2 down|offline|unreachable|unavailable|dead|inaccessible
    site|website|app|system|platform|portal|shop|server|api|everything down
    nothing works|working|loads|responds
    nothing ~3 is|are ~1 working|loading|responding
    everything ~2 stopped working
    everything is ~1 broken|dead
    total|complete|full|major|global|massive|system|production outage|downtime|blackout|failure
    we|users|customers|experiencing|have|having|there|is ~2 outage
    down for everyone|everybody|all|us
    nobody|none can|is ~1 use|access|open|work|reach|able
    no one can ~2 use|open|access|work|reach|do
    all users|customers|employees ~2 affected|blocked|down
    production is|are ~1 down|stopped|dead
    nichts geht|funktioniert|ladt|lauft ~1 mehr
    geht ~3 gar|uberhaupt|garnichts nichts|mehr ~1 mehr
    geht|funktioniert|lauft gar|uberhaupt nichts
    geht nichts mehr
    nichts mehr geht
    system|seite|webseite|website|app|plattform|portal|shop|server|dienst|anwendung|alles|software ~4 ausgefallen|lahmgelegt|abgeschmiert
    system|seite|webseite|website|app|plattform|portal|shop|server|dienst|anwendung|alles|software ist|sind ~2 down|offline|tot
    system|seite|webseite|website|app|plattform|portal|shop|server|dienst|anwendung ist|sind|war ~3 nicht ~1 erreichbar|verfugbar|aufrufbar
    totalausfall|komplettausfall|systemausfall|gesamtausfall|serverausfall
    alles steht|tot|kaputt
    rien ne ~1 marche|fonctionne|va|s ~1 affiche|charge
    plus rien ne|ne
    plus rien marche|fonctionne
    site|application|systeme|service|plateforme|serveur|appli|tout|portail|boutique est|sont|semble ~3 down|inaccessible|inaccessibles|indisponible|panne|ko|bloque|plante|service|injoignable|mort
    panne totale|generale|complete
    nada funciona|sirve|carga
    no funciona|carga nada
    sitio|pagina|web|aplicacion|app|sistema|plataforma|servicio|servidor|tienda|portal|todo esta|estan|se|sigue ~3 caido|caida|caidos|cayo|inaccesible|fuera
    sitio|pagina|web|aplicacion|app|sistema|plataforma|servicio|servidor no esta disponible
    sistema|servidor|servicio caido
    nada funciona|esta
    site|sistema|aplicativo|app|plataforma|servico|tudo ~1 esta|fora|caiu ~2 fora|ar|caiu|do
    non funziona niente|nulla|piu
    niente funziona
    sito|sistema|app|piattaforma|servizio e ~2 irraggiungibile|down|giu|offline
    niets werkt
    alles ligt plat
    site|website|systeem|app|platform ~1 ligt|is ~3 plat|down|eruit|onbereikbaar|uit`,
  ),
  ...phrasesFor<FloorRule>(
    "cannot_pay",
    `can|could not ~3 ${TO_PAY}
    unable|impossible|fails|failed|failing to ~2 ${TO_PAY}
    not able|possible to ~2 ${TO_PAY}
    will|does|do|not not|being let|allow|letting|able ~3 ${TO_PAY}
    will|does|do not let|allow ~3 complete|finish|finalize|place|submit ~2 purchase|order|payment|checkout
    can|could not ~3 check out
    can|could|unable not|to ~1 complete|finish|finalize|place|submit|make|process ~3 order|purchase|payment|payments|checkout|transaction|booking
    payment|payments|checkout|transaction|purchase|paypal|stripe|klarna ~4 fails|failed|failing|fail|broken|declined|rejected|hangs|stuck|freezes|crashes|crashed|error|errors|impossible
    payment|payments|checkout|paypal|stripe|klarna ~3 not ~2 work|working|possible|go|loading|load|respond|complete|accepted
    checkout|payment page|button|form|step ~3 not|nothing|error|broken|fails|blank|crashes
    card ~3 declined|rejected|refused
    can not checkout|buy
    can|could|unable|impossible not|to ~2 send|submit|place ~3 order|orders
    order|orders|ordering ~2 does|do|will|would|can not ~2 go|send|submit|work|placed|sent|submitted|accepted
    ordering is|was ~2 down|impossible|broken|unavailable
    order|orders ~3 fails|failing|failed|rejected ~3 500|502|503|504|error|every|since|again
    bestellung|bestellungen|auftrag|auftrage ~4 nicht ~2 abschicken|absenden|senden|aufgeben|abgeschickt|gesendet|durch|raus|angenommen
    bestellen geht|klappt|funktioniert nicht|nichts
    keine bestellung|bestellungen ~2 moglich|durch|absetzen|aufgeben
    commande|commandes ~3 ne ~2 part|partent|passe|passent|aboutit|envoie
    impossible ~3 envoyer|passer ~3 commande|commandes
    pedido|pedidos ~3 no ~2 envia|envian|sale|salen|entra|entran|tramita|pasa
    no ~1 puedo|podemos|deja|permite ~2 enviar|hacer|tramitar|confirmar|pedir ~2 pedido|pedidos|nada
    kann|konnen|konnte|konnten ~5 nicht|nichts|kein ~3 bezahlen|zahlen|bestellen|kaufen|auschecken|abschliessen
    nicht ~2 bezahlen|zahlen|bestellen moglich
    bestellung|bestellvorgang|kauf ~4 fehlgeschlagen|abgebrochen|unmoglich|abschliessen|abbricht
    zahlung|bezahlung|zahlungen|bezahlen|kasse|checkout|paypal ~5 fehlgeschlagen|nicht|fehler|abgelehnt|scheitert|abgebrochen|kaputt|hangt|unmoglich|abbricht|schlagt
    zahlung|bezahlung|bestellung|checkout|kasse bricht ~2 ab
    ne|n ~1 peux|peut|pouvons|pouvez|parviens|arrive|arrivons|reussis|laisse|permet ~4 payer|commander|acheter|regler
    impossible ~3 payer|commander|acheter|regler|finaliser|valider
    paiement|paiements|panier|caisse ~4 echoue|echouent|refuse|refusee|impossible|bloque|erreur|plante|passe|fonctionne|marche|aboutit
    no ~1 puedo|podemos|puede|deja|permite|consigo|logro|pude|pueden ~2 pagar|comprar|finalizar|completar
    imposible ~2 pagar|comprar|finalizar
    pago|pagos|compra|checkout ~4 falla|fallo|fallan|rechazado|rechazada|error|bloqueado|imposible
    pago|pagos|compra|checkout no ~1 funciona|funcionan|pasa|carga|procesa
    nao ~1 consigo|consegue|posso|podemos|deixa|permite ~2 pagar|comprar|finalizar
    pagamento ~3 recusado|falhou|erro|falha|rifiutato|fallito|errore
    non ~1 riesco|posso|riusciamo|permette|lascia ~2 pagare|comprare|acquistare|ordinare
    kan|kunnen ~4 niet ~2 betalen|afrekenen|bestellen
    niet mogelijk ~2 betalen|afrekenen|bestellen
    betaling ~3 mislukt|geweigerd|fout|mislukken`,
  ),
  ...phrasesFor<FloorRule>(
    "cannot_sign_in",
    `can|could not ~3 log|sign ~1 in|into|on
    can|could not ~2 login|logon|signin|authenticate
    unable|impossible|fails|failed to ~2 log|sign ~1 in|into|on
    unable|impossible|fails|failed to ~1 login|logon|signin|authenticate
    can|could not ~1 access|open|enter|get ~1 my|into|the|to ~2 account|profile|login
    unable|impossible to ~1 access|open|enter|get ~1 my|into|the|to ~2 account|profile|login
    not able|possible to ~2 log|login|sign|access ~1 in|my|account
    will|does|do not let|allow|letting|allows ~4 log|sign|login ~1 in
    login|signin|logon|sso|authentication|2fa|mfa ~2 fails|failed|failing|broken|impossible|stuck|crashes|loop|loops
    login|signin|sso|authentication error|errors|failure
    login|signin|logon|sso|authentication|2fa ~3 not ~1 work|working|possible|respond|responding|loading|load|accepted
    login|logon|sign page|button|screen|form|in ~3 not|blank|broken|crashes|nothing ~1 work|working|load|loading|responding|happens|respond
    sign|log in ~3 not|fails|failed|broken|impossible ~1 work|working|possible
    locked out
    can|could not ~1 get|come in
    login|signin|sso|sign|authentication ~4 loop|loops|looping|circle|circles|endless|endlessly
    asks|asking|asked|wants ~2 to sign|log in again
    throws|threw|sends|takes|kicks|brings|redirects|redirected|returns|lands|land ~2 me|us|back|on|at ~4 login|sign|signin|logon ~1 page|screen
    anmeldung|login|einloggen|sso|anmelden ~4 kreis|schleife|endlosschleife|endlos
    endlosschleife ~3 login|anmeldung|anmelden|einloggen|sso
    lande|landen|landet|komme|springt ~3 wieder|zuruck|immer ~4 anmeldeseite|loginseite|anmeldung|login|anmeldemaske
    connexion|login|sso|authentification ~3 boucle
    boucle ~3 connexion|login|sso|authentification
    ramene|reviens|revient|renvoie|retombe ~3 page de connexion
    sesion|login|acceso|sso|cuenta ~8 bucle
    vuelve|vuelvo|devuelve ~4 pedirme|pagina|inicio|pantalla ~4 inicie|sesion|acceso|login
    keeps|keep logging|kicking|signing|throwing me out
    kann|konnen|konnte|konnten ~5 nicht|kein ~3 anmelden|einloggen
    komme|kommen|kommt ~4 nicht|nimmer ~3 konto|account|rein|login
    anmeldung|login|einloggen|anmelden|log-in ~4 nicht|fehlgeschlagen|unmoglich|kaputt|scheitert|fehler|fehlt|gestort
    anmelden|einloggen geht|klappt|funktioniert nicht
    ausgesperrt
    ne|n ~1 peux|peut|pouvons|parviens|arrive|arrivons|reussis|laisse|permet|marche ~4 connecter|identifier|authentifier
    ne|n ~1 peux|arrive|parviens|arrivons|pouvons|peut ~4 acceder|entrer ~4 compte
    impossible ~3 connecter|connexion|identifier|acceder|authentifier
    connexion ~2 impossible|echoue|refusee|bloquee
    connexion|login|authentification ne ~1 fonctionne|marche
    no ~1 puedo|podemos|puede|deja|permite|consigo|logro|pude ~2 iniciar|inicio sesion
    no ~1 puedo|podemos|deja|consigo|logro|pude|permite ~2 entrar|acceder|ingresar|loguearme|conectarme
    imposible iniciar|acceder|entrar|ingresar
    login|inicio no|de ~2 funciona|carga|no|falla
    nao ~1 consigo|consegue|posso|conseguimos|deixa ~2 entrar|logar|acessar|login
    non ~1 riesco|posso|riusciamo|permette|lascia ~2 accedere|entrare|loggarmi|collegarmi
    kan|kunnen|lukt ~4 niet ~2 inloggen|aanmelden
    inloggen ~3 niet|lukt|mislukt`,
  ),
  ...phrasesFor<FloorRule>(
    "server_error",
    `error|code|status|http|fehler|erreur|returns|returned|get|getting|response|throws|shows|err ~1 500|502|503|504
    500|502|503|504 ~1 error|errors|internal|bad|gateway|service|server|response|responses|status|fehler|erreur
    answers|answer|answered|answering|meldet|liefert|bekommt|bekommen|recibe|recibimos|recoit|recevons|renvoie|devuelve|rejected|since ~3 500|502|503|504
    500|502|503|504 on|at|from|auf|beim|bei|sur|en ~1 post|get|put|patch|delete
    internal server error
    too many redirects
    err_too_many_redirects
    zu viele|viel weiterleitungen|umleitungen
    trop de redirections
    demasiadas|muchas redirecciones
    interner server|serverfehler
    serverfehler
    erreur interne ~1 serveur
    error interno
    bad gateway
    service unavailable
    gateway timeout|time-out|timed
    5xx`,
  ),
  ...phrasesFor<FloorRule>(
    "blocked",
    `we|i are|am|is ~1 completely|totally|currently|fully|still blocked
    we|i are|am blocked|stuck ~2 completely|by|since|with|because|here
    completely|totally|fully blocked|stuck|unusable
    blocks|blocking|stops|stopping us|everyone|production|operations|business
    blocks|blocking|stops|stopping my|our|the work|team|business|release|operations|production|orders
    is|a|this|release|total|absolute blocker
    showstopper|show-stopper
    show stopper
    no|without|zero ~1 workaround|workarounds
    no way around|round
    we|i|they|team|staff|employees|everyone|colleagues ~1 can|could|unable not|to ~1 work|operate
    can|unable not|to ~1 continue|proceed
    can not do my job
    not able to work|continue|proceed
    stops|stopped working completely|entirely|altogether
    work|production|operation|operations|warehouse ~2 stopped|stands|standing|halted ~1 still
    unusable
    blockiert ~3 uns|mich|arbeit|betrieb|komplett|vollig
    komplett|vollig|total blockiert|unbenutzbar
    kann|konnen|konnte|konnten ~3 nicht ~2 arbeiten|weiterarbeiten|weitermachen|fortfahren
    arbeiten|weiterarbeiten ~1 nicht|unmoglich moglich|mehr
    kein|ohne workaround|umgehung|ausweichlosung
    arbeit|betrieb|produktion|lager ~2 steht|still|gestoppt
    unbenutzbar|unbrauchbar
    completement|totalement|entierement bloque|bloques|bloquee|bloquees
    nous|suis|sommes ~1 bloque|bloques|bloquee|bloquees
    bloquant
    ne|n ~1 peux|peut|pouvons|arrive|parviens|peuvent ~3 travailler|avancer|continuer
    impossible ~2 travailler|avancer|continuer
    inutilisable
    aucune solution
    completamente|totalmente bloqueado|bloqueados|bloqueada|bloqueadas|parados
    estamos|estoy bloqueados|bloqueado|bloqueadas|bloqueada|parados
    bloqueante
    no ~1 puedo|podemos|pueden|puede ~1 trabajar|continuar|avanzar
    imposible ~1 trabajar|continuar|avanzar
    inutilizable
    nao ~1 consigo|conseguimos|podemos|posso ~1 trabalhar|continuar
    inutilizavel
    non ~1 posso|possiamo|riesco|riusciamo ~1 lavorare|continuare|proseguire
    inutilizzabile
    kan|kunnen ~3 niet ~1 werken|verder
    onbruikbaar`,
  ),
];
