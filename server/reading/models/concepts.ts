/**
 * One name per thing people report about, whatever language or synonym they use (en, de, fr, es, pt, it, nl).
 * `word` matches itself, `begin*` a beginning; all folded. This is what lets "Login geht nicht" and
 * "cannot sign in" meet in one issue.
 */
const LINES = `
login: login logins log-in signin anmeld* einlogg* einzuloggen angemeldet eingeloggt connexion connecter reconnecter logue* loguear* sesion inlogg* aanmeld* accedere acced* logar
logout: logout logoff abmeld* ausgelogg* ausloggen deconnect* deconnex* cerrar uitlogg* rausgeworfen kicked
password: password* passwort* passworter kennwort* contrasen* senha senhas wachtwoord* passcode pwd
account: account accounts konto konten benutzerkonto compte comptes cuenta cuentas conta contas profil* perfil perfiles
pay: pay pays paying paid payment* bezahl* zahl* zahlung* paiement* payer paye payee pago pagos pagar pagamento* pagare betal* betaling* bezahlt gezahlt regler reglement*
charge: charge charges charged charging bill billed billing debited debit debits deducted withdrawn abgebucht abbuch* abbuchung* belast* debite* preleve* prelevement* cobr* cargo cargos adeudo addebit* afgeschreven afschrijving* berechnet abgerechnet
twice: twice double doubled doubly doppel* zweimal double doble dobl* duplicado duplicad* dubbel* tweemaal duplicate* duplicated doublon*
refund: refund* reimburs* erstatt* ruckerstatt* rembours* reembols* rimbors* terugbetal* chargeback*
card: card cards karte karten kreditkarte* carte cartes tarjeta* cartao cartoes carta kaart creditcard*
invoice: invoice* rechnung rechnungen facture factures factura facturas fatura* fattur* factuur facturen receipt receipts beleg* quittung* recibo*
order: order orders ordered ordering bestell* commande commandes commander pedido pedidos ordine ordini bestelling* purchase* auftrag auftrage
cart: cart carts basket baskets warenkorb* panier paniers carrito* carrinho* carrello winkelwagen* winkelmand*
checkout: checkout* kasse caisse finalizar
shipping: ship* deliver* liefer* versand* livr* expedi* envio envios entrega* consegna* spediz* levering* bezorg* parcel* paket* colis paquete*
address: address* adresse adressen adresses direccion* endereco* indirizz* adres adressen
mail: email emails e-mail mail mails courriel* correo* posta
notify: notif* benachrichtig* alerte alertes alerta* avis reminder* erinnerung* melding* push pushes pushnachricht* pushmeldung* mitteilung* alarm* aviso avisos
export: export* exporter exportar esport* exporteren
import: import importing imports imported importer importieren importiert importar importat* importeren importo
csv: csv
pdf: pdf pdfs
excel: excel xlsx xls spreadsheet* tabellenkalk*
upload: upload* hochlad* hochgeladen televers* subir subida sube carregar caricar* uploaden
download: download* herunterlad* heruntergeladen runterlad* telecharg* descarg* baixar scaric* downloaden
file: file files datei dateien fichier* archivo* arquivo* bestand bestanden attachment* anhang anhange adjunt* allegat* bijlage* document documents dokument* documento*
picture: image images picture* photo* bild bilder foto fotos imagen imagenes imagem afbeelding* immagin* screenshot* thumbnail* vignette* miniatur* illustration*
search: search* suche suchen sucht recherche* chercher rechercher busc* buscar busqueda* pesquis* ricerca cercare zoek*
filter: filter* filtre* filtr* filtro*
list: list lists liste listen listes lista listas lijst
page: page pages seite seiten pagina paginas pagine webseite*
button: button* knopf knopfe schaltflache* bouton* boton botones botao pulsante* knop knoppen
form: form forms formular* formulaire* formulario* modulo
save: save saves saved saving speicher* gespeichert enregistr* sauvegard* guard* salvar salvat* opslaan opgeslagen
delete: delet* remov* losch* geloscht supprim* effac* elimin* borr* apagar cancellat* verwijder* erase* wiped
lost: lost lose losing loss missing vanish* disappear* verloren verlust verschwunden weg perdu perdue perdus perdues perte* disparu* perdid* perd* desaparec* desapare* persi perso persa perse verdwen* verlor* kwijt verschwind* disparait* disparaiss* vergessen
data: data daten datensatz* donnees datos dados dati gegevens records
change: chang* andern anderung* geandert modif* changer cambi* alterar wijzig* edit edits edited editing bearbeit*
update: update* aktualis* upgrade* mise maj actualiz* atualiz* aggiorn* bijwerk* release
slow: slow* sluggish lag lags laggy langsam* trage lent lente lents lenteur lento lenta lentitud traag trage ewig ages takes dauert timeout* timed ralentiss* performance lahm lahmt rame ramer tarda tardan demora* despacio lentement lentamente langsamer eternity eternite ewigkeit slower
crash: crash* cierra cerro ferme absturz* abgesturzt sturzt plant* planta plante planter cuelga colgad* travou travando vastgelopen freez* frozen froze einfrier* eingefroren hang hangs hanging hung haengt hangt fige figee
broken: broken broke kaputt defekt funktioniert funktionieren funktionierte geht works work working fonctionne* marche marchent marchait funciona* funcionan werkt werken funziona* defect* bug bugs buggy error* fehler* erreur* erro erros errore errori fout fouten fehlermeldung* exception* failure failures fail fails failed failing falla fallo fallos fallan echoue* echec* fehlgeschlagen scheitert mislukt* unable impossible imposible unmoglich impossivel impossibile fehl reagiert reagieren responds respond accepted akzeptiert rejected refuse refusee rechazad* refused declined abgelehnt stopped
blank: blank empty leer leere vide vides blanche vacio vacia blanco branco bianco bianca leeg white weisse weisser weissen weisses
wrong: wrong* incorrect* falsch* inkorrekt* faux fausse incorrec* errone* equivocad* errad* sbagliat* verkeerd* inaccurate mauvais*
price: price* preis* prix precio* preco precos prezz* prijs prijzen tarif* tarifa* cost costs kosten cout couts coste costes
amount: amount* betrag* montant* importe importes monto montos valor bedrag* summe sum total totals
discount: discount* coupon* voucher* promo* gutschein* rabatt* remise* reduction* descuent* cupon* descont* sconto sconti korting* bon bons
tax: tax taxes vat steuer* mwst taxe taxes tva impuesto* iva imposto* btw
translation: translat* ubersetz* traduc* traduz* vertal* language* sprache* langue* idioma* lingua taal
mobile: mobile mobil mobiles handy smartphone* phone phones iphone* android ios telefono* telephone* telefon* celular* movil moviles ipad tablet* tablets tablette* tableta*
app: app apps application* anwendung* aplicacion* aplicativo* applicazion* applicatie*
browser: browser* chrome firefox safari edge navigateur* navegador*
print: print* druck* ausdruck* imprim* impres* stamp* afdruk*
calendar: calend* kalend* agenda
date: date dates datum daten fecha fechas data
timezone: timezone* zeitzone* fuseau dst sommerzeit* winterzeit* utc gmt
number: number* nummer* numero*
customer: customer* kunde kunden client clients clientes cliente kunde* klant* client
user: user users benutzer* nutzer* utilisateur* usuario* usuari* utilizador* utente utenti gebruiker*
permission: permission* berechtig* zugriff* autorisation* acceso accesos permis* permiso* permesso denied forbidden access rights rechte droits derechos privilege* role roles rolle rollen admin admins administrat* authoriz* authoris*
api: api apis endpoint*
webhook: webhook*
sync: sync* synchron* sincron*
connect: connect* verbind* conect* conness* verbonden
integration: integrat* schnittstelle* integracion* integration*
report: report reports bericht* rapport* informe* relatorio*
dashboard: dashboard* tableau panel
settings: setting* einstellung* parametr* ajuste* configur* konfigur* instellingen impostaz*
dark: dark dunkel* sombre oscuro escuro scuro donker darkmode nachtmodus noche nuit
menu: menu menus navig*
video: video videos
message: message messages nachricht* mensaje* mensagem messaggi* bericht
support: support* kundendienst soporte assistenza hotline helpdesk
subscribe: subscri* abonn* abo suscri* assinat* abbonament*
cancel: cancel* stornier* kundig* annul* annuler resili* cancelar opzegg* storno*
register: regist* inscri* sign-up signup registr* anmeldung
verify: verif* bestatig* confirm* otp mfa 2fa tan
scan: scan scans scanner scann* qr barcode
load: load loads loading loaded ladt laden geladen charger chargement carga cargar cargando carregando carica caricamento laadt spin spins spinner* spinning sablier sanduhr hourglass ladekreis* nachladen
click: click* klick* clic clique* cliqu* tippe* tap
start: start* launch launches offnen offne ouvrir ouvre abrir abro abre open opens opening opened demarr* arranca* inicia* avvi* opstart*
install: install* instal*
currency: currenc* wahrung* devise* moneda* moeda* valut* euro euros dollar* usd eur chf
font: font fonts texte textes schrift* letra letras fuente police caracteres lettertype tekst
small: small smaller tiny klein kleine kleiner petit petite petits petites pequen* piccol* kleine
design: design* diseno oberflache aussehen interface ui
read: read reading lesen lesbar lire lisible leer legible
receive: receive* receiving erhalt* ankomm* angekommen ankommt recois recu recevoir recibo recibir llega arrive arrives arrived arrivent recebi ricev* ontvang*
reset: reset resetting zurucksetz* reinitialis* restablec* redefin*
hour: hour hours stunde stunden heure heures hora horas
table: table tables tabelle* tabla tablas tabela tabell* grid column* spalte* colonne* columna* row rows zeile*
chart: chart* diagramm* graph* grafik* grafic*
team: team teams equipe* equipo* kollege* colleague* collabor* mitarbeiter* emplead* employe* staff coworker*
stock: stock inventory lager bestand* inventario voorraad
appointment: appointment* termin termine booking* book buchung* buchen reserv* cita citas rendez*
quantity: quantity quantities qty menge mengen stuckzahl* quantite* cantidad* quantidade* aantal
piece: piece pieces stuck einzeln* stuckweise unidad* unite unites pieza piezas
crate: crate* carton* karton* kiste kisten gebinde caja cajas packung* packs
product: product* produkt* produit* producto* produto* prodott* article articles artikel* articulo* articol* item items ware waren
supplier: supplier* vendor* lieferant* fournisseur* proveedor* fornecedor* fornitor* leverancier*
draft: draft drafts entwurf* brouillon* borrador* rascunho* bozza bozze
template: template* vorlage* modele modeles plantilla*
line: line lines positionen posten ligne lignes linea lineas linhas righe
slot: slot slots zeitfenster lieferfenster creneau* franja franjas
schedule: schedul* zeitplan* planif* planning dienstplan* horaire* horario*
recurring: recurring recurrent* recurrente* standing dauerauftrag* dauerbestell* wiederkehrend* periodi* regelmassig*
deposit: deposit* pfand* kaution* anzahlung* consigne* acompte* fianza statiegeld
allergen: allerg* gluten* lactos* laktos*
driver: driver* fahrer* chauffeur* livreur* repartidor* conductor* courier* kurier* coursier* bezorger* chofer*
map: map maps landkarte mapa mapas gps standort* location* ubicacion* localis* geoloc*
track: tracking track tracked sendungsverfolg* verfolg* suivi suivre seguimiento rastre* tracciament*
late: late delay* verspat* spat retard* retras* atras* ritard* tarde overdue
session: session sessions sitzung*
expire: expir* abgelaufen ablauft caduc* vencid* scadut* verlopen perime*
link: link links lien liens enlace* vinculo*
code: code codes codigo* codice*
token: token* jeton*
key: key keys schlussel* cle cles clef* clave claves llave* chave*
bank: bank* banque* banco* bancaire* bancari*
transfer: transfer* uberweis* virement* bonifico
sepa: sepa lastschrift* mandat* mandate* domicili*
loop: loop* endlos* schleife* boucle* bucle*
redirect: redirect* weiterleit* umleit* redirig* redirecc*
wait: wait* warte* attend* attente* espera esperar esperando aguard* aspett*
duration: second seconds sekunde* seconde secondes segundo* minute* minuto*
battery: batter* akku* bateria*
camera: camera* kamera* camara*
icon: icon icons symbol* icone* icono*
colour: color colors colour* farbe* farb* couleur* colores kleur* contrast* kontrast*
orientation: rotat* orientation* querformat* landscape paysage* hochformat portrait*
scroll: scroll* defil* desplaz*
field: field fields feld felder eingabefeld* champ champs campo campos input*
enter: enter* eingeb* eingegeben eingabe* saisi* introduc* ingres* teclea* typed typing tippen
space: space spaces leerzeichen espace* espacio*
accent: accent* umlaut* akzent* acento* acentos diacrit* sonderzeichen
result: result* ergebnis* resultat* resultado* treffer* risultat*
sort: sort* sortier* tri trier triee* ordenar ordena ordenad*
deadline: cutoff cut-off deadline* annahmeschluss* bestellschluss* frist fristen echeance* limite plazo*
invite: invit* einlad* eingeladen* convite* uitnod*
company: compan* unternehmen entreprise* societe* empresa* azienda* firmen
history: history verlauf historie historique* historial* archive archives archiv archivage
accounting: accounting accountant* buchhalt* comptab* contabil* contable* bookkeep* steuerberat*
cut: cut cropped abgeschnitten* coupe coupee* coupes tronque* cortad* recortad* truncated
overlap: overlap* uberlapp* chevauch* superpo* solap*
layout: layout* alignment aligned misaligned
signature: signature* signatur* hmac unterschrift*
limit: limit limits limiting throttl* kontingent* quota* drossel* cuota*
documentation: docs documentation dokumentation* documentacion* handbuch anleitung*
offline: offline funkloch*
network: network* netzwerk* reseau* wlan wifi wi-fi internet
restore: restor* recover* wiederherstell* recuper* restaur* ripristin* zuruckhol* backup*
stuck: stuck festgefahren coince* atasc* bloque bloquee bloques bloquea bloquead* blockiert* blocked
differ: differ* abweich* abweicht unterschied* diferent* diferencia* distint* mismatch*
deliverynote: lieferschein* albaran* bordereau*
available: availab* verfugbar* disponib* vorrat* lieferbar*
favourite: favorit* favourit* favori favoris
bulk: bulk sammel* batch*
chat: chat chats
month: month* monat* mensuel* mensual* mois meses
week: week weeks weekly woche* wochen* semaine* semana* settiman*
night: night nights overnight nachts nacht nachte nuit nuits noche notte
fast: fast faster quick* schnell* rapid* veloc*
easy: easy easier simple einfach* facile* facil* sencill* simpl*
clear: clear clearer klar klarer ubersichtlich* clair* claro claros
friendly: friendly freundlich* nett nette amable* aimable*
find: find finds finding found finde finden findet gefunden trouv* encontr* encuentr*
show: show shows showing shown display* zeigt zeigen anzeig* angezeigt affich* mostr* muestra* visible sichtbar*
send: send sends sending sent senden sende gesendet schick* geschickt abschick* absend* abgeschickt abgesendet envoy* enviar enviad* envia submit*
select: select* choose chooses choosing chosen wahle wahlen ausgewahlt auswahl* choisi* elegir eleg* seleccion*
add: add adds adding added hinzufug* hinzugefugt ajout* anad* agreg*
reload: reload* refresh* neuladen recharg* rafraich* recarg*
`;

type Concepts = {
  readonly words: ReadonlyMap<string, string>;
  readonly prefixes: ReadonlyMap<string, string>;
  readonly shortestPrefix: number;
  readonly longestPrefix: number;
};

function build(): Concepts {
  const words = new Map<string, string>();
  const prefixes = new Map<string, string>();
  for (const line of LINES.trim().split("\n")) {
    const at = line.indexOf(":");
    const concept = line.slice(0, at);
    for (const entry of line
      .slice(at + 1)
      .trim()
      .split(" ")) {
      if (entry.endsWith("*")) {
        const prefix = entry.slice(0, -1);
        if (!prefixes.has(prefix)) prefixes.set(prefix, concept);
      } else if (!words.has(entry)) words.set(entry, concept);
    }
  }
  const lengths = [...prefixes.keys()].map((prefix) => prefix.length);
  return { words, prefixes, shortestPrefix: Math.min(...lengths), longestPrefix: Math.max(...lengths) };
}

const CONCEPTS: Concepts = build();

/** The names concepts go by among terms. */
export const CONCEPT_NAMES: ReadonlySet<string> = new Set([
  ...CONCEPTS.words.values(),
  ...CONCEPTS.prefixes.values(),
]);

/** Meanings already looked up; words repeat, prefixes are slow. Emptied when full. */
const known = new Map<string, string | null>();
const MAX_KNOWN = 20_000;

/** The word's meaning in our field ("billed", "abgebucht" and "cobrado" are one), or null. */
export function conceptOf(word: string): string | null {
  const before = known.get(word);
  if (before !== undefined) return before;
  if (known.size >= MAX_KNOWN) known.clear();
  const concept = findConcept(word);
  known.set(word, concept);
  return concept;
}

function findConcept(word: string): string | null {
  const exact = CONCEPTS.words.get(word);
  if (exact !== undefined) return exact;
  for (
    let length = Math.min(word.length, CONCEPTS.longestPrefix);
    length >= CONCEPTS.shortestPrefix;
    length -= 1
  ) {
    const concept = CONCEPTS.prefixes.get(word.slice(0, length));
    if (concept !== undefined) return concept;
  }
  return null;
}

/** Two words that are one term: `term: pair, pair`. */
const PAIR_LINES = `
login: sign in, sign into, log in, log into, logged in, logging in, signing in, iniciar sesion, inicio sesion, inicia sesion, de sesion, sign on, single sign
logout: log out, sign out, logged out, log off, signed out, signing out, logging out, logs out, signs out, cerrar sesion, cierra sesion, cierre sesion, kicked out, thrown out
register: sign up, signing up
checkout: check out
twice: two times, 2 times, deux fois, dos veces, duas vezes, due volte, twee keer, zwei mal, 2 fois, 2 veces, 2 mal, en double
password: mot de, mots de
dark: dark mode, mode sombre, modo oscuro
timezone: time zone, fuseau horaire, zona horaria, one hour, eine stunde, une heure, una hora
broken: can not, kann nicht, konnen nicht, geht nicht, schlagt fehl, no puedo, no funciona, not working, not work, no carga, no abre, no deja, no podemos
dropdown: drop down
shipping: en route
deliverynote: delivery note, delivery notes, packing slip, dispatch note
file: piece jointe, pieces jointes
slot: time slot, time slots, delivery window, delivery windows
recurring: standing order, standing orders, pedido fijo, pedidos fijos, commande recurrente, commandes recurrentes
offline: hors ligne, sin conexion, no signal, kein netz, kein empfang
deadline: cut off
limit: rate limit, rate limits, rate limiting, rate limited, too many
search: no results
`;

export const PAIRS: ReadonlyMap<string, string> = new Map(
  PAIR_LINES.trim()
    .split("\n")
    .flatMap((line) => {
      const at = line.indexOf(":");
      return line
        .slice(at + 2)
        .split(", ")
        .map((pair): [string, string] => [pair, line.slice(0, at)]);
    }),
);
