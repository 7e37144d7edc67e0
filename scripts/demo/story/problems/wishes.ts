import { dev, exec, once, tiny, type Problem } from "../problem";

/** What people would like to have; none of it is broken. */
export const WISHES: readonly Problem[] = [
  {
    id: "wish-excel-import", name: "Import an order from a spreadsheet", component: "baskets", type: "wish", severity: null,
    startHour: 5, peakHour: 30, fadeHour: 96, weight: 11, page: "/baskets/current",
    titles: { en: ["Please add Excel import"], de: ["Wunsch: Bestellung aus Excel"], fr: ["Import Excel souhaité"], es: ["Sería útil importar de Excel"] },
    texts: {
      en: [
        "It would be great if I could upload my Excel list as an order. I plan the menus in Excel anyway.",
        "Feature request: paste article numbers and quantities from a spreadsheet, like tab-separated. Would save us an hour a day.",
        "Would love a CSV import for baskets.",
        "please add import from excel. pretty please",
      ],
      de: [
        "Schön wäre, wenn man eine Bestellung aus Excel einlesen könnte.",
        "Vorschlag: Artikelnummer;Menge einfügen und fertig. Wir planen in Excel.",
        "Könntet ihr einen Import für Bestelllisten einbauen?",
      ],
      fr: ["Ce serait bien de pouvoir importer une commande depuis Excel."],
      es: ["Estaría bien poder subir el pedido desde una hoja de Excel."],
    },
  },
  {
    id: "wish-price-alert", name: "Alert when a price falls", component: "catalogue", type: "wish", severity: null,
    startHour: 10, peakHour: 40, fadeHour: 96, weight: 8, page: "/products",
    titles: { en: ["Idea: price alerts"], de: ["Idee: Preisalarm"], fr: ["Alerte de prix"], es: ["Aviso de precio"] },
    texts: {
      en: [
        "Could you add a price alert? If salmon drops below a certain price I'd like to know.",
        "It'd be nice to see a little price history graph per product.",
        "An idea: show the cheaper alternative of another supplier next to the product.",
        "wish: notify me when something is back in stock",
      ],
      de: [
        "Ein Preisalarm für Frischfisch wäre super.",
        "Könnte man sehen, wie sich der Preis in den letzten Wochen entwickelt hat? Das fände ich hilfreich.",
      ],
      fr: ["J'aimerais recevoir une alerte quand le prix d'un produit baisse."],
      es: ["Me gustaría recibir un aviso cuando baje el precio del aceite."],
    },
  },
  {
    id: "wish-monthly-invoice", name: "One collective invoice a month", component: "invoices", type: "wish", severity: null,
    startHour: 8, peakHour: 34, fadeHour: 96, weight: 9, page: "/invoices",
    titles: { en: ["One invoice per month, please"], de: ["Wunsch: Sammelrechnung"], fr: ["Facture mensuelle unique"], es: ["Una factura al mes"] },
    texts: {
      en: [
        "We'd like one invoice per month instead of one per delivery. Any plans?",
        "Suggestion: cost centres on the invoice. We have kitchen, bar and banqueting and sort it by hand.",
        exec("Consolidated billing", "For a group of our size a consolidated monthly statement with cost centres per branch would be a condition for rolling out to the remaining hotels. Please tell me whether this is on your roadmap."),
        once("one invoice a month please, my wife does the books and she's not happy with you 😄"),
      ],
      de: [
        "Bitte eine Sammelrechnung pro Monat ermöglichen statt 26 einzelner.",
        "Wunsch: Kostenstellen auf der Rechnung.",
      ],
      fr: ["Serait-il possible d'avoir une seule facture par mois ?", "Une facture mensuelle regroupée nous simplifierait la vie."],
      es: ["Preferiríamos una sola factura al mes en lugar de una por entrega."],
    },
  },
  {
    id: "wish-wallets", name: "Pay with a phone wallet", component: "checkout", type: "wish", severity: null,
    startHour: 4, peakHour: 20, fadeHour: 96, weight: 7, page: "/checkout/payment",
    titles: { en: ["Apple Pay?"], de: ["Apple Pay / Google Pay"], fr: ["Apple Pay ?"], es: ["¿Bizum?"] },
    texts: {
      en: [
        "Any chance of Apple Pay? Card numbers on a phone in a kitchen are no fun.",
        tiny("google pay pls"),
        "Could you remember two cards? One for the shop, one for the catering. At the moment I type one of them in each time.",
        "Would be good to pay part by voucher and part by invoice.",
      ],
      de: ["Apple Pay wäre toll.", "Bitte PayPal als Zahlungsart anbieten, wenn möglich."],
      fr: ["Est-ce que vous prévoyez Apple Pay ? Ce serait plus simple sur le téléphone."],
      es: ["Ojalá se pudiera pagar con Bizum."],
    },
  },
  {
    id: "wish-more-languages", name: "The app in Turkish, Italian or Vietnamese", component: "mobile-app", type: "wish", severity: null,
    startHour: 12, peakHour: 36, fadeHour: 96, weight: 7, page: "app://settings", device: "phone",
    titles: { en: ["Italian version?"], de: ["App auf Türkisch?"], fr: ["L'appli en italien"] },
    texts: {
      en: [
        once("Could the app be in Italian too? Half of my kitchen is from Naples."),
        once("A Turkish version would help my uncle a lot. He orders for two shops and I translate for him."),
        "Request: let each user choose the language, not the company.",
        once("My dishwasher does the stock count and reads Arabic best. Would be lovely to have that one day."),
        "vietnamese please 🙏 many restaurants need",
      ],
      de: [
        "Eine türkische Version der App wäre für unsere Mitarbeiter eine große Hilfe.",
        "Sprache bitte pro Person einstellbar machen, nicht pro Betrieb.",
      ],
      fr: ["Mes cuisiniers parlent italien, une version italienne serait la bienvenue."],
    },
  },
  {
    id: "wish-driver-chat", name: "Write to the driver", component: "deliveries", type: "wish", severity: null,
    startHour: 22, peakHour: 46, fadeHour: 96, weight: 7, page: "/deliveries/live",
    titles: { en: ["Message the driver"], de: ["Nachricht an den Fahrer"], es: ["Chat con el repartidor"] },
    texts: {
      en: [
        "It would be handy to send the driver a message from the tracking page. 'Road closed, use the yard'.",
        "Suggestion: a photo of where the goods were left, like the parcel services do.",
        "Would love a text message when the van is ten minutes away, my phone is in my apron and I don't look at it.",
        "can you add a call driver button",
      ],
      de: [
        "Eine Chatfunktion mit dem Fahrer wäre praktisch, wir sitzen in der Fußgängerzone.",
        "Vorschlag: Foto vom Abstellort in der App anzeigen.",
      ],
      fr: ["Il manque juste un bouton pour joindre le livreur depuis le suivi."],
      es: ["Un chat con el repartidor vendría muy bien."],
    },
  },
  {
    id: "wish-sort-by-shelf", name: "Sort order lists by storage place", component: "baskets", type: "wish", severity: null,
    startHour: 9, peakHour: 38, fadeHour: 96, weight: 8, page: "/lists",
    titles: { en: ["Sort list by shelf"], de: ["Bestellliste nach Lagerort sortieren"], fr: ["Trier par emplacement"] },
    texts: {
      en: [
        "Could order lists be sorted by where things are? Cold store, dry store, cellar. That's the way we walk.",
        "Please let me drag lines into my own order, and keep that order.",
        "a favourites page per season would be nice",
        "I'd love sections with headings in an order list.",
        "Would it be possible to set a minimum stock per product and get a proposal?",
      ],
      de: [
        "Könnte man die Bestellliste nach Lagerort sortieren? So wie wir durchs Lager laufen.",
        "Überschriften in der Bestellliste wären schön (Kühlhaus, Trockenlager, Keller).",
      ],
      fr: ["J'aimerais pouvoir ranger ma liste dans l'ordre de ma réserve."],
    },
  },
  {
    id: "wish-api-bulk", name: "A bulk endpoint and an order-changed event", component: "public-api", type: "wish", severity: null,
    startHour: 10, peakHour: 34, fadeHour: 96, weight: 6, page: "/developers",
    titles: { en: ["Feature request: bulk order creation"], de: ["Wunsch: Sammelendpunkt"], fr: ["Demande : création en lot"] },
    texts: {
      en: [
        dev("Feature request: bulk order creation", "A POST /v2/orders/bulk with up to 100 orders would take a lot of load off both of us. We send about 1,200 orders in ten minutes every evening."),
        dev("Webhook for price changes", "It would help to have a price.changed event. Right now we poll the whole catalogue every hour, which can't be in your interest."),
        dev("Sandbox clock", "Could the sandbox have a clock we can set? Testing the cut-off means staying up until ten."),
        dev("Request: filter events by type", "GET /v2/events?type=order.shipped would save us nine tenths of what we download."),
        dev("Python SDK", "Any plans for a Python SDK? Happy to test an early version."),
      ],
      de: [
        dev("Wunsch: PATCH für Bestellzeilen", "Es wäre hilfreich, einzelne Zeilen einer Bestellung per PATCH ändern zu können, statt die ganze Bestellung neu zu senden."),
        dev("Wunsch: Preisänderungen als Webhook", "Ein Ereignis price.changed würde uns das stündliche Abfragen des ganzen Sortiments ersparen."),
      ],
      fr: [dev("Demande : création de commandes en lot", "Un point d'entrée pour créer plusieurs commandes en une requête nous aiderait beaucoup.")],
    },
  },
];
