/**
 * One name per thing people report about, whatever language or synonym they use (en, de, fr, es, pt, it, nl).
 * `word` matches itself, `begin*` a beginning; all folded. This is what lets "Login geht nicht" and
 * "cannot sign in" meet in one issue.
 */
const LINES = `
login: login logins log-in signin anmeld* einlogg* einzuloggen angemeldet eingeloggt connexion connecter reconnecter logue* loguear* sesion inlogg* aanmeld* accedere acced* logar
logout: logout logoff abmeld* ausgelogg* ausloggen deconnect* deconnex* cerrar uitlogg*
password: password* passwort* passworter kennwort* contrasen* senha senhas wachtwoord* passcode pwd
account: account accounts konto konten benutzerkonto compte comptes cuenta cuentas conta contas profil* perfil perfiles
pay: pay pays paying paid payment* bezahl* zahl* zahlung* paiement* payer paye payee pago pagos pagar pagamento* pagare betal* betaling*
charge: charge charges charged charging bill billed billing debited debit debits deducted withdrawn abgebucht abbuch* abbuchung* belast* debite* preleve* prelevement* cobr* cargo cargos adeudo addebit* afgeschreven afschrijving* berechnet abgerechnet
twice: twice double doubled doubly doppel* zweimal deux fois double doble dobl* duplicado duplicad* dos veces duas vezes dubbel* tweemaal duplicate* duplicated doublon*
refund: refund* reimburs* erstatt* ruckerstatt* rembours* reembols* rimbors* terugbetal* chargeback*
card: card cards karte karten kreditkarte* carte cartes tarjeta* cartao cartoes carta kaart creditcard*
invoice: invoice* rechnung rechnungen facture factures factura facturas fatura* fattur* factuur facturen receipt receipts beleg* quittung* recibo*
order: order orders ordered ordering bestell* commande commandes commander pedido pedidos ordine ordini bestelling* purchase* auftrag auftrage
cart: cart carts basket baskets warenkorb* panier paniers carrito* carrinho* carrello winkelwagen* winkelmand*
checkout: checkout* kasse caisse finalizar
shipping: ship* deliver* liefer* versand* livr* expedi* envio envios entrega* consegna* spediz* levering* bezorg* tracking parcel* paket* colis paquete*
address: address* adresse adressen adresses direccion* endereco* indirizz* adres adressen
mail: email emails e-mail mail mails courriel* correo* posta
notify: notif* benachrichtig* alerte alertes alerta* avis reminder* erinnerung* melding*
export: export* exporter exportar esport* exporteren
import: import importing imports imported importer importieren importiert importar importat* importeren importo
csv: csv
pdf: pdf pdfs
excel: excel xlsx xls spreadsheet* tabellenkalk*
upload: upload* hochlad* hochgeladen televers* subir subida sube carregar caricar* uploaden
download: download* herunterlad* heruntergeladen runterlad* telecharg* descarg* baixar scaric* downloaden
file: file files datei dateien fichier* archivo* arquivo* bestand bestanden attachment* anhang anhange piece adjunt* allegat* bijlage* document documents dokument* documento*
picture: image images picture* photo* bild bilder foto fotos imagen imagenes imagem afbeelding* immagin* screenshot*
search: search* suche suchen sucht recherche* chercher rechercher busc* buscar busqueda* pesquis* ricerca cercare zoek*
filter: filter* filtre* filtr* filtro*
list: list lists liste listen listes lista listas lijst
page: page pages seite seiten pagina paginas pagine webseite*
button: button* knopf knopfe schaltflache* bouton* boton botones botao pulsante* knop knoppen
form: form forms formular* formulaire* formulario* modulo
save: save saves saved saving speicher* gespeichert enregistr* sauvegard* guard* salvar salvat* opslaan opgeslagen
delete: delet* remov* losch* geloscht supprim* effac* elimin* borr* apagar cancellat* verwijder* erase* wiped
lost: lost lose losing loss missing vanish* disappear* verloren verlust verschwunden weg perdu perdue perdus perdues perte* disparu* perdid* perd* desaparec* desapare* persi perso persa perse verdwen* verlor* kwijt
data: data daten datensatz* donnees datos dados dati gegevens records
change: chang* andern anderung* geandert modif* changer cambi* alterar wijzig* edit edits edited editing bearbeit*
update: update* aktualis* upgrade* mise maj actualiz* atualiz* aggiorn* bijwerk* release
slow: slow* sluggish lag lags laggy langsam* trage lent lente lents lenteur lento lenta lentitud traag trage ewig ages takes dauert timeout* timed ralentiss*
crash: crash* cierra cerro ferme absturz* abgesturzt sturzt plant* planta plante planter bloquea bloquee cuelga colgad* travou travando vastgelopen freez* frozen froze einfrier* eingefroren hang hangs hanging hung haengt hangt fige figee
broken: broken broke kaputt defekt funktioniert funktionieren funktionierte geht works work working fonctionne* marche marchent marchait funciona* funcionan werkt werken funziona* defect* bug bugs buggy error* fehler* erreur* erro erros errore errori fout fouten fehlermeldung* exception* failure failures fail fails failed failing falla fallo fallos fallan echoue* echec* fehlgeschlagen scheitert mislukt* unable impossible imposible unmoglich impossivel impossibile fehl reagiert reagieren responds respond accepted akzeptiert rejected refuse refusee rechazad* refused declined abgelehnt stopped
blank: blank empty leer leere weiss vide vides blanche vacio vacia blanco branco bianco bianca leeg white
wrong: wrong* incorrect* falsch* inkorrekt* faux fausse incorrec* errone* equivocad* errad* sbagliat* verkeerd* inaccurate mauvais*
price: price* preis* prix precio* preco precos prezz* prijs prijzen
amount: amount* betrag* montant* importe importes monto montos cantidad* valor bedrag* summe sum total totals
discount: discount* coupon* voucher* promo* gutschein* rabatt* remise* reduction* descuent* cupon* descont* sconto sconti korting*
tax: tax taxes vat steuer* mwst taxe taxes tva impuesto* iva imposto* btw
translation: translat* ubersetz* traduc* traduz* vertal* language* sprache* langue* idioma* lingua taal
mobile: mobile mobil mobiles handy smartphone* phone phones iphone* android ios telefono* telephone* telefon* celular* movil moviles ipad tablet*
app: app apps application* anwendung* aplicacion* aplicativo* applicazion* applicatie*
browser: browser* chrome firefox safari edge navigateur* navegador*
print: print* druck* ausdruck* imprim* impres* stamp* afdruk*
calendar: calend* kalend* agenda
date: date dates datum daten fecha fechas data
timezone: timezone* zeitzone* fuseau
number: number* nummer* numero* zahlen
customer: customer* kunde kunden client clients clientes cliente kunde* klant* client
user: user users benutzer* nutzer* utilisateur* usuario* usuari* utilizador* utente utenti gebruiker*
permission: permission* berechtig* zugriff* autorisation* acceso accesos permis* permiso* permesso denied forbidden access
api: api apis endpoint*
webhook: webhook*
sync: sync* synchron* sincron*
connect: connect* verbind* conect* conness* verbonden
integration: integrat* schnittstelle* integracion* integration*
report: report reports bericht* rapport* informe* relatorio*
dashboard: dashboard* tableau panel
settings: setting* einstellung* parametr* ajuste* configur* konfigur* instellingen impostaz*
dark: dark dunkel* sombre oscuro escuro scuro donker darkmode nachtmodus
menu: menu menus navig*
video: video videos
message: message messages nachricht* mensaje* mensagem messaggi* bericht
support: support* kundendienst soporte assistenza hotline helpdesk
subscribe: subscri* abonn* abo suscri* assinat* abbonament*
cancel: cancel* stornier* kundig* annul* annuler resili* cancelar opzegg*
register: regist* inscri* sign-up signup registr* anmeldung
verify: verif* bestatig* confirm* otp mfa 2fa tan
scan: scan scans scanner scann* qr barcode
load: load loads loading loaded ladt laden geladen charger chargement carga cargar cargando carregando carica caricamento laadt
click: click* klick* clic clique* cliqu* tippe* tap
start: start* launch launches offnen offne ouvrir ouvre abrir abro abre open opens opening opened demarr* arranca* inicia* avvi* opstart*
install: install* instal*
currency: currenc* wahrung* devise* moneda* moeda* valut* euro euros dollar* usd eur chf
font: font fonts text texts texte textes schrift* letra letras fuente police caracteres lettertype tekst
small: small smaller tiny klein kleine kleiner petit petite petits petites pequen* piccol* kleine
design: design* diseno layout* oberflache aussehen interface ui
read: read reading lesen lesbar lire lisible leer legible
receive: receive* receiving erhalt* ankomm* angekommen ankommt kommt recois recu recevoir recibo recibir llega arrive arrives arrived arrivent recebi ricev* ontvang*
reset: reset resetting zurucksetz* reinitialis* restablec* redefin*
hour: hour hours stunde stunden heure heures hora horas
table: table tables tabelle* tabla tablas tabela tabell* grid column* spalte* colonne* columna* row rows zeile*
chart: chart* diagramm* graph* grafik* grafic*
team: team teams equipe* equipo* kollege* colleague*
stock: stock inventory lager bestand* inventario voorraad
appointment: appointment* termin termine booking* book buchung* buchen reserv* cita citas rendez*
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
login: sign in, sign into, log in, log into, logged in, logging in, signing in, iniciar sesion, inicio sesion
logout: log out, sign out, logged out, log off
register: sign up, signing up
checkout: check out
twice: two times, 2 times, deux fois, dos veces, duas vezes, due volte, twee keer, zwei mal
password: mot de
dark: dark mode
timezone: time zone
broken: can not, kann nicht, konnen nicht, geht nicht, schlagt fehl, no puedo, no funciona, not working, not work
dropdown: drop down
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
