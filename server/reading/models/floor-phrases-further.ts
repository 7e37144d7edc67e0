import type { FloorRule } from "@/server/reading/models/floor-phrases";
import { phrasesFor, type Phrase } from "@/server/reading/phrases";

/*
 * Polish, Swedish and Turkish in full, and what Italian, Portuguese and Dutch had not yet. Folded, so without diacritics: ł is l, å and ä are
 * a, ş is s. Turkish says "cannot" in the verb's ending, so the forms stand one by one.
 */

const DANE =
  "dane|danych|pliki|plikow|zamowienia|zamowien|dokumenty|dokumentow|notatki|wpisy|faktury|faktur|wiadomosci|kontakty|zdjecia|projekty|klienci|klientow|rezerwacje|wszystko|historia|raporty|zadania|szkice|szkic|ustawienia|terminy";
const ZNIKLO =
  "zniknely|zniknal|zniknela|zniknelo|znikly|znikaja|przepadly|przepadlo|przepadla|skasowalo|skasowaly|skasowane|usunelo|usuniete|utracone|stracilem|stracilam|stracilismy|stracil|stracila|utracilismy|utracilem|wykasowane|wykasowalo|wyparowaly|nadpisane";
const POBRANO =
  "pobrano|pobrali|pobralo|pobrana|pobrane|pobraliscie|obciazono|obciazyliscie|obciazona|obciazylo|sciagnieto|sciagneli|sciagnelo|zaplacilem|zaplacilam|zaplacilismy|naliczono|policzono|zaksiegowano|zaplacil|zaplacila|zafakturowano|zeszlo";
const SERWIS = "system|serwis|sklep|aplikacja|platforma|portal|serwer|witryna";

const UPPGIFTER =
  "data|datan|uppgifter|uppgifterna|filer|filerna|bestallningar|bestallningarna|dokument|dokumenten|kontakter|kontakterna|anteckningar|anteckningarna|poster|foton|bilder|bilderna|fakturor|fakturorna|meddelanden|meddelandena|historik|historiken|bokningar|bokningarna|kunder|arbete|allt|projekt|projekten|kunddata|utkast|utkastet|listor|rapporter|rapporterna";
const BORTA =
  "forsvunnit|forsvann|forsvunna|borta|raderats|raderade|raderat|raderades|forlorade|forlorat|forlorats|tappat|tappade|tappats|forstorda|forstorts|overskrivna|suddats";
const DRAGET =
  "debiterad|debiterats|debiterade|debiteras|debiterat|dragits|dragit|drogs|drog|dragna|betalade|betalat|betalt|fakturerad|fakturerats|fakturerade|belastats|belastat|belastades";
const TJANSTEN =
  "sajten|webbplatsen|webbsidan|hemsidan|systemet|appen|tjansten|servern|servrarna|plattformen|portalen|butiken|webbutiken|allt|allting";

const VERILER =
  "veri|veriler|verilerim|verilerimiz|verilerin|dosyalar|dosyalarim|dosyalarimiz|siparisler|siparislerim|siparislerimiz|belgeler|belgelerim|belgelerimiz|kayitlar|kayitlarim|kayitlarimiz|faturalar|faturalarim|faturalarimiz|mesajlar|mesajlarim|fotograflar|fotograflarim|notlar|notlarim|notlarimiz|projeler|projelerim|projelerimiz|musteriler|musterilerimiz|randevular|randevularimiz|hersey|calismam|taslak|taslagim|raporlar|raporlarimiz|liste|listem";
const KAYBOLDU =
  "kayboldu|kaybolmus|kaybolmuslar|kayip|silindi|silinmis|silinmisler|gitti|gitmis|uctu|kaybettik|kaybettim|yokoldu|bozuldu";
const CEKILDI =
  "cekildi|cekilmis|cekim|cekti|cekmis|cektiniz|cekmissiniz|alindi|alinmis|tahsil|odedim|odedik|odeme|yansidi|yansimis|kesildi|kesilmis|faturalandirildi|ucretlendirildim|gecti";
const SITE =
  "site|sitesi|siteniz|sistem|sisteminiz|uygulama|uygulamaniz|platform|portal|sunucu|sunucular|magaza|servis|hizmet|panel|program";

const DATI =
  "dati|file|ordini|documenti|contatti|note|fatture|messaggi|foto|clienti|prenotazioni|tutto|bozza|bozze|progetti|elenchi|appuntamenti";
const DADOS =
  "dados|arquivos|ficheiros|pedidos|encomendas|documentos|contatos|contactos|notas|faturas|mensagens|fotos|clientes|reservas|tudo|rascunho|rascunhos|projetos|registos|registros";
const GEGEVENS =
  "gegevens|bestanden|bestellingen|documenten|contacten|notities|facturen|berichten|fotos|klanten|boekingen|alles|data|concept|concepten|projecten|afspraken|rapporten";

/** Phrases that hold a severity up, in the form's further languages. */
export const FURTHER_FLOOR_PHRASES: readonly Phrase<FloorRule>[] = [
  ...phrasesFor<FloorRule>(
    "payment_wrong",
    `${POBRANO} ~5 dwukrotnie|podwojnie|trzykrotnie
    ${POBRANO} ~5 dwa|2|trzy|3 razy
    dwukrotnie|podwojnie|trzykrotnie ~4 ${POBRANO}
    dwa|2|trzy|3 razy ~4 ${POBRANO}
    podwojna|podwojne|podwojny|zdublowana|zdublowane ~1 platnosc|oplata|obciazenie|pobranie|transakcja|faktura
    ${POBRANO} ~3 zla|bledna|niewlasciwa|nieprawidlowa|zawyzona ~1 kwota|kwote|suma
    ${DRAGET} ~5 dubbelt|dubbla
    ${DRAGET} ~5 tva|2|tre|3|flera ganger
    tva|2|tre|3|flera ganger ~4 ${DRAGET}
    dubbeldebiter*
    dubbelbetal*
    dubbel|dubbla debitering|debiteringar|betalning|betalningar|dragning|dragningar|faktura|fakturor
    ${DRAGET} ~3 fel|felaktigt|for ~1 belopp|summa|mycket
    iki|2|uc|3 kez|kere|defa ~5 ${CEKILDI}
    ${CEKILDI} ~2 iki|2|uc|3 kez|kere|defa
    cift|mukerrer ~1 odeme|tahsilat|cekim|ucret|fatura|fatu*
    iki|2 ayri|farkli odeme|cekim|tahsilat
    fazla|yanlis|hatali ~1 tutar|ucret|para ~3 ${CEKILDI}
    addebitato|addebitati|addebitata|addebitate|pagato|prelevato|prelevati|prelevata ~5 due|tre|2|3 volte
    due|2|tre|3 volte ~4 addebitato|addebitati|addebitata|pagato|prelevato|prelevati
    doppio|doppia addebito|pagamento|fattura|prelievo
    cobrado|cobrada|cobrados|cobraram|cobrou|cobraram-me|debitado|debitaram|paguei|pagamos|descontado ~5 duas|2|tres|3 vezes
    duas|2|tres|3 vezes ~4 cobrado|cobraram|cobrou|debitado|debitaram|paguei|pagamos
    cobranca|cobrancas|pagamento|debito duplicada|duplicadas|duplicado|dupla|duplo|dobro
    cobrado|cobraram|cobrou ~2 dobro
    afgeschreven|betaald|geincasseerd|gefactureerd|belast ~5 twee|2|drie|3 keer|maal
    twee|2|drie|3 keer|maal ~4 afgeschreven|betaald|geincasseerd|gefactureerd
    dubbel afgeschreven|betaald|geincasseerd|gefactureerd|belast
    dubbele betaling|afschrijving|incasso|factuur`,
  ),
  ...phrasesFor<FloorRule>(
    "data_loss",
    `${ZNIKLO} ~4 ${DANE}
    ${DANE} ~4 ${ZNIKLO}
    utrata|utrate|utraty danych
    ${BORTA} ~4 ${UPPGIFTER}
    ${UPPGIFTER} ~4 ${BORTA}
    dataforlust|dataforluster
    ${VERILER} ~4 ${KAYBOLDU}
    ${KAYBOLDU} ~2 ${VERILER}
    her sey ~3 ${KAYBOLDU}
    ${VERILER} ~2 yok oldu|olmus
    veri kaybi
    ${DATI} ~4 persi|perse|perso|spariti|sparite|sparito|sparita|cancellati|cancellate|cancellato|scomparsi|scomparse|scomparso
    perso|persi|perse|cancellato|spariti|sparite|scomparsi|scomparse ~3 ${DATI}
    ${DADOS} ~4 sumiram|sumiu|desapareceram|desapareceu|apagados|apagadas|apagou|perdidos|perdidas|perderam|perdeu
    perdi|perdemos|sumiram|desapareceram|apagou|apagaram ~3 ${DADOS}
    ${GEGEVENS} ~4 kwijt|weg|verdwenen|verloren|gewist|verwijderd|verdween
    kwijt|verloren|verdwenen|gewist ~3 ${GEGEVENS}`,
  ),
  ...phrasesFor<FloorRule>(
    "nobody_can_sign_in",
    `nikt ~3 nie ~4 zalogowac|zaloguje|loguje|wejsc
    ingen ~2 kan|kunnat|lyckas|kunde ~3 logga
    ingen ~2 kommer ~1 in
    kimse ~4 giremiyor|giremedi|baglanamiyor
    kimse ~2 giris yapamiyor|yapamadi
    kimse ~2 oturum acamiyor
    nessuno ~3 riesce|puo|riusciva ~3 accedere|entrare
    ninguem ~3 consegue|pode|conseguiu ~3 entrar|acessar|aceder|logar
    niemand ~2 kan|kon|lukt ~3 inloggen|aanmelden|erin`,
  ),
  ...phrasesFor<FloorRule>(
    "security",
    `widze|widzi|widac|widzimy|pokazuje|wyswietla|otwiera ~4 cudze|obce|innego|innej|innych|czyjes|czyjas ~3 dane|zamowienia|zamowienie|konto|faktury|fakture|adres|adresy|dokumenty|klienta|klientow|uzytkownika|osoby|firmy
    wyciek|wyciekly danych|dane
    wlamanie|wlamano|wlamal|przejeto ~4 konto|konta
    ser|visar|visas|oppnas|far|sett ~4 andras|annans|andra|framlingars|frammande ~3 uppgifter|bestallningar|bestallning|fakturor|faktura|konto|konton|adress|adresser|kunders|personers|kunds|dokument|meddelanden|namn
    dataintrang|datalacka|dataintranget
    konto|kontot|konton ~2 hackat|hackad|kapat|kapats|hackats
    baska|baskasinin|baskalarinin ~3 siparis*|fatura*|bilgileri*|bilgilerini|hesab*|hesap*|adres*|verileri*|dosya* ~2 goruyorum|gorunuyor|goruyoruz|gorebiliyorum|gorebiliyoruz|cikiyor|acildi|gordum|gorduk|geliyor
    hesab* ~2 ele|calindi|hacklendi gecirildi|calindi
    veri sizintisi|ihlali
    vedo|vediamo|mostra|appaiono|appare ~4 altri|altro|altra|altrui|qualcun ~3 dati|ordini|ordine|cliente|clienti|fatture|account|indirizzo|utente|utenti
    dati|ordini|fatture|account|indirizzo ~2 di ~1 altri|altro|altra clienti|cliente|utenti|utente|persona|persone|azienda ~4 vedo|vediamo|visibili|visibile`,
  ),
  ...phrasesFor<FloorRule>(
    "product_down",
    `nic ~2 nie dziala
    ${SERWIS}|wszystko ~2 nie dziala|odpowiada|wstaje
    ${SERWIS}|strona|wszystko ~2 padl|padla|padlo|lezy|niedostepny|niedostepna|niedostepne
    caly|cala|cale ~2 nie dziala
    nie dziala ~2 ${SERWIS}|wszystko|cala|caly
    calkowita|calkowity|ogolna awaria|brak
    awaria ~2 systemu|serwera|serwisu|platformy|sklepu|calego|calej
    ingenting|inget funkar|fungerar
    ${TJANSTEN} ~2 ligger|ar|verkar ~2 nere|nedslackt|otillganglig|otillgangligt|dod|dott
    ligger|ar ~2 ${TJANSTEN} ~2 nere|otillganglig|otillgangligt
    ${TJANSTEN} ~1 gar|svarar ~1 inte ~2 na
    ${TJANSTEN} svarar inte
    ${TJANSTEN} star ~1 still|stilla
    totalt|fullstandigt avbrott|stopp
    driftstopp|driftavbrott|totalhaveri
    hicbir sey ~1 calismiyor|acilmiyor|yuklenmiyor
    ${SITE} ~3 coktu|cokmus|calismiyor|acilmiyor|erisilemiyor|erisilmiyor|kapali|kapandi
    ${SITE} ~1 yanit vermiyor
    siteye|sisteme|sitenize|uygulamaya|sunucuya|platforma|servise ~2 erisilemiyor|ulasilamiyor|erisemiyoruz|ulasamiyoruz|baglanilamiyor
    sito|sistema|app|piattaforma|servizio|server|portale|negozio ~2 bloccato|fermo|irraggiungibile|inaccessibile|spento
    sito|sistema|app|piattaforma|servizio|server|portale ~1 non risponde|funziona
    nada funciona|abre|carrega
    site|sistema|aplicativo|aplicacao|app|plataforma|servico|servidor|loja|portal|tudo ~2 fora|caiu|parado|parou|indisponivel|inacessivel
    site|sistema|aplicativo|aplicacao|app|plataforma|servico|servidor|loja|portal ~1 nao responde|funciona|abre
    helemaal niets|niks doet|werkt
    systeem|site|website|app|server|platform|webshop ~2 onbereikbaar|plat|down|platgegaan
    systeem|server|platform|webshop|app reageert|werkt niet`,
  ),
  ...phrasesFor<FloorRule>(
    "cannot_pay",
    `nie ~3 moge|mozemy|mozna|da|udaje|moga|sposob|idzie ~3 zaplacic|kupic|zamowic|oplacic|sfinalizowac|dokonczyc
    platnosc|platnosci ~3 nie przechodzi|przechodza|dziala|dochodzi|dzialaja
    platnosc|platnosci|transakcja ~3 odrzucona|odrzucone|odrzucana|nieudana|nieudane|zawieszona
    zamowienie|zamowienia|koszyk|kasa ~3 nie przechodzi|wysyla|dziala|przechodza
    kan|gar|kunde|lyckas|funkar|kunnat ~3 inte ~3 betala|bestalla|kopa|genomfora|slutfora
    gar|kan ~2 inte att betala|bestalla|kopa
    betalning|betalningen|betalningar|betalningarna|kopet|kassan|bestallningen|kortbetalningen ~2 gar|fungerar|funkar|genomfors|registreras inte
    betalning|betalningen|betalningar|kopet|kortbetalningen ~3 misslyckas|misslyckades|avvisas|nekas|avbryts|fastnar
    odeme ~3 yapamiyorum|yapamiyoruz|yapilamiyor|basarisiz|reddedildi|reddediliyor|gerceklesmiyor|olmuyor|gecmiyor|alinamiyor|tamamlanamiyor|tamamlanmiyor|tamamlayamiyorum|tamamlayamiyoruz|alamiyoruz
    odeyemiyorum|odeyemiyoruz
    satin alamiyorum|alamiyoruz|alinamiyor|alamiyorlar
    siparis ~3 veremiyorum|veremiyoruz|veremiyorlar|verilemiyor|olusturulamiyor|tamamlanmiyor|tamamlanamiyor|gecmiyor|tamamlayamiyorum|gonderilemiyor
    non ~2 riesco|riusciamo|posso|possiamo|riescono|possibile ~3 pagare|acquistare|ordinare|completare
    pagamento|pagamenti|carrello|cassa ~5 fallito|fallisce|falliscono|rifiutato|rifiutati|respinto|bloccato
    pagamento|pagamenti|cassa ~1 non ~1 funziona|passa|va|funzionano
    nao ~2 consigo|conseguimos|consegue|posso|podemos|conseguem ~3 pagar|comprar|finalizar|encomendar|concluir
    pagamento|pagamentos ~3 falha|falhou|falham|recusado|recusados|rejeitado
    kan|kunnen|lukt ~3 niet ~3 betalen|bestellen|afrekenen|kopen
    betaling|betalingen|betalen|afrekenen|bestellen ~2 werkt|lukt|gaat|kan|werken niet
    betaling|betalingen ~3 mislukt|mislukken|geweigerd`,
  ),
  ...phrasesFor<FloorRule>(
    "cannot_sign_in",
    `nie ~3 moge|mozemy|mozna|da|udaje|potrafie|umiem|moga|jestem|jestesmy|idzie ~3 zalogowac|wejsc
    logowanie ~2 nie dziala|przechodzi|udaje
    nie ~1 loguje mnie|nas|sie
    kan|gar|kunde|lyckas|kunnat ~3 inte ~3 logga
    kommer|slapps|kom ~2 inte in ~1 pa|i kontot|mitt|systemet|appen
    inloggning|inloggningen ~2 fungerar|funkar|gar inte
    utelast|utlast ~2 kontot|konto|mitt
    giris ~2 yapamiyorum|yapamiyoruz|yapilamiyor|yapilmiyor|yapamadim|basarisiz|olmuyor|yapamiyorlar
    hesab* ~2 giremiyorum|giremiyoruz|erisemiyorum|erisemiyoruz|ulasamiyorum|baglanamiyorum
    sisteme|uygulamaya|panele|siteye giremiyorum|giremiyoruz
    oturum ~1 acamiyorum|acamiyoruz|acilmiyor|acilamiyor
    non ~2 riesco|riusciamo|posso|possiamo|riescono ~3 accedere|entrare|loggarmi|autenticarmi
    nao ~2 consigo|conseguimos|posso|podemos|conseguem ~3 entrar|acessar|aceder|logar
    kan|kunnen|lukt ~3 niet ~3 inloggen|aanmelden
    inloggen|aanmelden ~1 lukt|werkt|kan|gaat ~1 niet`,
  ),
  ...phrasesFor<FloorRule>(
    "server_error",
    `blad|bledem|bledy serwera
    wewnetrzny blad
    serverfel
    internt serverfel|fel
    sunucu hatasi
    errore ~1 server
    erro ~2 servidor
    serverfout`,
  ),
  ...phrasesFor<FloorRule>(
    "blocked",
    `nie ~3 mozemy|moge|moga|da|jestesmy ~2 pracowac
    praca|produkcja|magazyn|biuro|firma|sprzedaz ~2 stoi|stanela|stanal|sparalizowana
    kan ~3 inte ~2 jobba|arbeta
    arbetet|produktionen|lagret|verksamheten|kontoret star ~1 still|stilla
    calisamiyoruz|calisamiyorum
    isler|islerimiz|isimiz|uretim|depo|satis ~2 durdu|durmus|aksadi
    non ~2 possiamo|riusciamo|riesco|posso ~2 lavorare
    nao ~2 conseguimos|consigo|podemos|posso ~2 trabalhar
    kunnen|kan ~3 niet ~2 werken
    werk|productie|magazijn ligt|staat ~1 stil`,
  ),
];
