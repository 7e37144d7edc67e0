import { dev, exec, long, once, tiny, type Problem } from "../problem";

export const INVOICE_PROBLEMS: readonly Problem[] = [
  {
    id: "foreign-invoice",
    name: "The document list shows invoices of another customer",
    component: "invoices",
    type: "functional",
    severity: "critical",
    startHour: 21,
    peakHour: 30,
    fadeHour: 66,
    weight: 17,
    page: "/invoices",
    route: "/v2/invoices",
    trace: { method: "GET", route: "/v2/invoices", status: 200, count: 16 },
    titles: {
      en: [
        "I can see another customer's invoices",
        "Data protection: wrong company's invoice",
        "Someone else's bank details in my account",
      ],
      de: ["Fremde Rechnungen in unserem Konto", "Datenschutz: Rechnung einer anderen Firma sichtbar"],
      fr: ["Je vois les factures d'un autre client"],
      es: ["Veo facturas de otra empresa"],
    },
    texts: {
      en: [
        once(
          "There are invoices in my list that are not ours. A pizzeria in another town, with their address, " +
            "what they buy and at which price. I don't want to see that and I certainly don't want them to see " +
            "mine.",
        ),
        "I opened invoice {invoice} and it is for another customer. Name, VAT number, bank details, everything. " +
          "This is a privacy breach, please tell me who has seen ours.",
        tiny("why do I see someone else's invoices"),
        long(
          "Personal data of another company visible",
          "To whom it may concern,\n\nwhen I opened our documents at {time} today I was shown eleven invoices " +
            "that belong to a different company, one of our direct competitors as it happens. They contained the " +
            "owner's private address and IBAN. After I reloaded the page they were gone and our own were " +
            "back.\n\nI took one screenshot as evidence and closed the rest. Under GDPR you have 72 hours to " +
            "report this. I expect a written statement on whose data was exposed to whom.\n\n{name}\n{shop}",
        ),
        exec(
          "Confidential purchase prices exposed",
          "One of our regional managers was shown the invoices of another restaurant group in your portal this " +
            "morning, including their negotiated prices. We must assume that ours are visible to them. Our legal " +
            "department is copied. Please confirm receipt and name a contact.",
        ),
        dev(
          "GET /v2/invoices returns rows of another account",
          "Cache key issue? GET /v2/invoices?page=2 answered with documents of a different account_id than our " +
            "token's (request {requestId}, header x-cache: HIT). Second call with cache-control: no-cache was " +
            "right. Treat this as a security incident please.",
        ),
        once(
          "the invoice list showed 3 invoices from a bakery in lyon. we are a bar in {city}. reloaded and then gone.",
        ),
      ],
      de: [
        "In unserem Konto liegen Rechnungen von einer anderen Firma! Mit Bankverbindung und Preisen. Das ist ein Datenschutzverstoß.",
        "Ich sehe fremde Rechnungen, z. B. {invoice} von einem Restaurant, das ich nicht kenne. Nach dem " +
          "Neuladen waren sie weg. Wer sieht dann unsere?",
        "DSGVO! Fremde Kundendaten in der Rechnungsübersicht. Bitte sofort abschalten und melden.",
      ],
      fr: [
        "Je vois dans ma liste les factures d'un autre client, avec son adresse et son IBAN. C'est une fuite de " +
          "données, RGPD, merci d'agir tout de suite.",
        "La facture {invoice} n'est pas à nous ! C'est un traiteur de Nantes. Qui voit les nôtres ?",
      ],
      es: [
        "En mi cuenta aparecen facturas de otra empresa con sus datos bancarios. Esto es muy grave.",
        "He visto facturas de otro cliente, con precios y todo. ¿Quién está viendo las mías?",
      ],
    },
  },
  {
    id: "invoice-pdf-fails",
    name: "Invoice PDFs with more than forty lines answer with an error",
    component: "invoices",
    type: "technical",
    severity: "major",
    startHour: 5,
    peakHour: 25,
    fadeHour: 90,
    weight: 23,
    page: "/invoices",
    route: "/v2/invoices/{id}/pdf",
    trace: { method: "GET", route: "/v2/invoices/{id}/pdf", status: 500, count: 34 },
    titles: {
      en: ["Can't download invoice PDF", "Invoice {invoice} will not open"],
      de: ["Rechnung lässt sich nicht herunterladen", "PDF-Fehler {invoice}"],
      fr: ["Facture impossible à télécharger"],
      es: ["No puedo descargar la factura"],
    },
    texts: {
      en: [
        "Download of invoice {invoice} gives an error page. Small invoices work, the long ones don't.",
        "My accountant needs the September invoices, six of nine won't open: 'Document could not be created'.",
        tiny("invoice pdf error"),
        once(
          "pdf button spins and then nothing. {browser}. it's the third month end I do with you and the first one without pdfs",
        ),
        dev(
          "500 on /v2/invoices/:id/pdf for > 40 lines",
          "GET /v2/invoices/:id/pdf returns 500 whenever the document has more than 40 lines; 40 is fine, 41 is " +
            "not. Request id {requestId}, invoice {invoice}.",
        ),
        once("I'd pay your invoice if I could open it. Genuinely. {invoice}, {amount}."),
      ],
      de: [
        'Rechnung {invoice} lässt sich nicht als PDF öffnen, "Dokument konnte nicht erstellt werden".',
        "PDF-Download geht nur bei kurzen Rechnungen. Bei den Monatsrechnungen kommt ein Fehler. Die Buchhaltung wartet.",
        tiny("rechnung pdf geht nicht"),
        "Ich brauche die Rechnungen für den Steuerberater, bis Freitag. Die langen gehen alle nicht auf.",
      ],
      fr: [
        "Impossible de télécharger la facture {invoice}, message « le document n'a pas pu être créé ».",
        "Les factures de plus d'une page ne s'ouvrent pas en PDF. Ma comptable les attend.",
      ],
      es: [
        "No puedo descargar la factura {invoice}, da error. Las cortas sí.",
        "Mi gestoría necesita las facturas y el PDF no se genera. ¿Me las podéis mandar por correo?",
      ],
    },
  },
  {
    id: "vat-wrong",
    name: "Reduced VAT rates are not applied to food in some countries",
    component: "invoices",
    type: "functional",
    severity: "major",
    startHour: 18,
    peakHour: 33,
    fadeHour: 92,
    weight: 15,
    page: "/invoices",
    route: "/v2/invoices",
    titles: {
      en: ["VAT on zero-rated food", "Wrong tax rate"],
      de: ["Falscher Mehrwertsteuersatz"],
      fr: ["TVA à 20 % au lieu de 5,5 %"],
      es: ["IVA incorrecto en la factura"],
    },
    texts: {
      en: [
        "You put 20 % VAT on flour and eggs. Food is zero-rated in the UK. {invoice} is {amount} too much.",
        "VAT total on {invoice} is wrong, every line has the standard rate. Our accountant sent it straight back.",
        once("wrong vat on everything since the new invoices. can't book them like this"),
      ],
      de: [
        "Auf der Rechnung {invoice} stehen alle Lebensmittel mit 19 % statt 7 % MwSt. So darf ich sie nicht verbuchen.",
        "Mehrwertsteuersatz falsch bei Obst und Gemüse. Bitte korrigierte Rechnung ausstellen.",
      ],
      fr: [
        "TVA à 20 % sur des légumes, cela devrait être 5,5 %. Facture {invoice} à corriger.",
        "Le taux de TVA est faux sur toutes les lignes, mon comptable refuse la facture.",
      ],
      es: [
        "En la factura {invoice} aparece un 21 % de IVA en el pan y la leche, es el 4 %. Necesito la rectificativa.",
        "Todos los productos con IVA general. El aceite y la fruta no van al 21. Por favor, corregidlo antes del trimestre.",
      ],
    },
  },
  {
    id: "datev-export",
    name: "The accounting export has shifted columns",
    component: "invoices",
    type: "integration",
    severity: "minor",
    startHour: 20,
    peakHour: 44,
    fadeHour: 96,
    weight: 11,
    page: "/invoices/export",
    route: "/v2/statements/export",
    titles: {
      en: ["Accounting export is broken"],
      de: ["DATEV-Export fehlerhaft", "Buchungsstapel wird abgelehnt"],
      fr: ["Export comptable décalé"],
      es: ["Exportación contable con columnas movidas"],
    },
    texts: {
      en: [
        "The CSV export for Xero puts the supplier name in the amount column whenever there's a comma in the " +
          "name. {supplier} & Sons, Ltd is enough.",
        "Export to accounting: dates are month first, so 3 November became 11 March. Please no.",
      ],
      de: [
        'DATEV-Export wird beim Einlesen abgelehnt: "Spalte 7: Betrag erwartet". Im alten Shop war das Format in Ordnung.',
        "Im Buchungsstapel sind die Spalten verrutscht, sobald ein Lieferant ein Semikolon im Namen hat. Mein " +
          "Steuerberater ist begeistert.",
        "Export: Umlaute kaputt (BÃ¤ckerei). Kodierung bitte wie früher, Windows-1252.",
        dev(
          "DATEV EXTF Header falsch",
          "Der exportierte EXTF-Header hat Versionsnummer 13 statt 700 und das Feld WKZ fehlt. Datei lässt sich " +
            "in DATEV nicht importieren.",
        ),
      ],
      fr: ["L'export comptable décale les colonnes quand le nom du fournisseur contient un point-virgule."],
      es: ["En la exportación para la gestoría las columnas están movidas y los acentos salen mal."],
    },
  },
  {
    id: "invoice-layout",
    name: "The invoice layout prints the logo stretched and a typo in the heading",
    component: "invoices",
    type: "usability",
    severity: "cosmetic",
    startHour: 12,
    peakHour: 36,
    fadeHour: 96,
    weight: 7,
    page: "/invoices",
    titles: {
      en: ["Typo on the invoice"],
      de: ["Tippfehler auf der Rechnung"],
      fr: ["Faute sur la facture"],
      es: ["Errata en la factura"],
    },
    texts: {
      en: [
        "It says 'Invioce' at the top of the PDF. And the logo is twice as wide as it should be.",
        "Small one: the heading on the PDF is misspelt and the table lines are thicker on page two. Doesn't hurt anybody.",
        "invoice looks ugly when printed, logo squashed. numbers ok",
        "Cosmetic: the totals on the invoice overlap the footer by a millimetre. The numbers can be read, it only looks sloppy.",
      ],
      de: [
        'Auf der Rechnung steht "Rechnugn". Kleinigkeit, aber peinlich, die geht ja an die Buchhaltung.',
        "Logo auf dem PDF verzerrt. Nur damit ihr es wisst.",
      ],
      fr: ["« Facutre » en titre de la facture, et le logo est étiré. Rien de grave."],
      es: ['En la factura pone "Fatcura". Un detalle sin importancia, pero queda feo.'],
    },
  },
];
