import { dev, tiny, type Problem } from "../problem";

/** People who are not in trouble, only lost: nothing is broken, something is hard to find. */
export const QUESTIONS: readonly Problem[] = [
  {
    id: "how-find-invoices", name: "Where are the invoices?", component: "invoices", type: "question", severity: null,
    startHour: 1, peakHour: 10, fadeHour: 96, weight: 18, page: "/home",
    titles: { en: ["Where are my invoices?"], de: ["Wo finde ich die Rechnungen?"], fr: ["Où sont les factures ?"], es: ["¿Dónde están las facturas?"] },
    texts: {
      en: [
        "Where do I find the invoices in the new version? They used to be under My account.",
        tiny("where are invoices"),
        "Quick one: how do I download last month's invoices? I can see orders but not invoices.",
        "My accountant needs read access to invoices only. Is there a way to do that, and where?",
        "How can I get the invoices sent to a second mail address? I'm sure it's somewhere in the settings, I just don't see it.",
      ],
      de: [
        "Wo finde ich denn jetzt die Rechnungen? Früher waren die unter \"Mein Konto\".",
        "Eine Frage: Kann ich Rechnungen automatisch an unseren Steuerberater schicken lassen?",
        "Wie lade ich die Rechnungen vom letzten Monat herunter? Ich sehe nur Bestellungen.",
      ],
      fr: [
        "Bonjour, où se trouvent les factures dans la nouvelle version ?",
        "Comment faire pour envoyer les factures directement à ma comptable ?",
      ],
      es: [
        "¿Dónde encuentro las facturas en la nueva página?",
        "¿Cómo puedo descargar todas las facturas del mes de una vez?",
      ],
    },
  },
  {
    id: "how-standing-order", name: "How to pause or change a standing order", component: "baskets", type: "question", severity: null,
    startHour: 3, peakHour: 28, fadeHour: 96, weight: 12, page: "/standing-orders",
    titles: { en: ["How do I pause a standing order?"], de: ["Dauerbestellung pausieren?"], fr: ["Mettre en pause une commande récurrente"], es: ["¿Cómo pauso el pedido fijo?"] },
    texts: {
      en: [
        "We close for two weeks. How do I pause the standing order without deleting it?",
        "Can I have two standing orders with the same supplier, one for weekdays and one for weekends? If so how?",
        "how do i change the amount of just one delivery of the standing order",
        "Is there a way to copy a standing order to our other shop? Not urgent.",
      ],
      de: [
        "Wir haben Betriebsferien. Wie pausiere ich die Dauerbestellung, ohne sie zu löschen?",
        "Kann man bei einem Dauerauftrag nur die nächste Lieferung ändern? Wenn ja, wo?",
        "Wie lege ich eine neue Dauerbestellung an? Ich finde den Knopf nicht.",
      ],
      fr: [
        "Nous fermons une semaine : comment suspendre la commande récurrente sans la supprimer ?",
      ],
      es: [
        "¿Cómo se pausa el pedido fijo durante las vacaciones?",
      ],
    },
  },
  {
    id: "how-add-colleague", name: "How to add a colleague", component: "sign-in", type: "question", severity: null,
    startHour: 2, peakHour: 12, fadeHour: 96, weight: 12, page: "/settings/team",
    titles: { en: ["Adding a second user"], de: ["Wie füge ich eine Kollegin hinzu?"], fr: ["Ajouter un collègue"], es: ["Añadir otro usuario"] },
    texts: {
      en: [
        "How do I add a second person to our account? My husband should be able to order too.",
        "What is the difference between Buyer and Manager? I don't want the temp staff to see prices.",
        "add user where??",
        "Can one e-mail address belong to two companies? I do the buying for both my sister's café and mine.",
        "One of our people left. How do I take away his access? I couldn't find a delete button, just 'suspend'.",
      ],
      de: [
        "Wie kann ich eine Kollegin zu unserem Konto hinzufügen?",
        "Kann man einstellen, dass Aushilfen nur bestellen dürfen, ohne Preise zu sehen?",
      ],
      fr: [
        "Comment ajouter mon associé au compte pour qu'il puisse commander aussi ?",
        "Quelle est la différence entre « Acheteur » et « Responsable » ?",
      ],
      es: [
        "¿Cómo doy acceso a otra persona del restaurante?",
      ],
    },
  },
  {
    id: "how-cancel-order", name: "How to cancel or change an order already sent", component: "checkout", type: "question", severity: null,
    startHour: 2, peakHour: 26, fadeHour: 96, weight: 14, page: "/orders",
    titles: { en: ["Can I still change an order?"], de: ["Bestellung nachträglich ändern"], fr: ["Modifier une commande envoyée"], es: ["Cambiar un pedido enviado"] },
    texts: {
      en: [
        "Can I still change order {order}? It's before the cut-off and I forgot the butter.",
        "how to cancel an order please, i sent it to the wrong supplier",
        "Is it possible to add something to an order after sending it or do I have to make a second one (and pay delivery twice)?",
        "Until when can I cancel? I don't see it anywhere.",
        tiny("how cancel {order}"),
      ],
      de: [
        "Kann ich die Bestellung {order} noch ändern? Der Bestellschluss ist ja erst um 22 Uhr.",
        "Wie storniere ich eine Bestellung? Ich habe versehentlich zweimal {product} drin.",
        "Lässt sich an eine abgeschickte Bestellung noch etwas anhängen?",
      ],
      fr: [
        "Est-il possible d'ajouter un article à la commande {order} avant 22h ?",
        "Comment annuler une commande déjà envoyée ?",
      ],
      es: [
        "¿Puedo cambiar todavía el pedido {order}? Me he olvidado de la mantequilla.",
      ],
    },
  },
  {
    id: "how-old-orders", name: "Where is the order history of the old shop", component: "baskets", type: "question", severity: null,
    startHour: 1, peakHour: 7, fadeHour: 90, weight: 13, page: "/orders",
    titles: { en: ["Where are my old orders?"], de: ["Alte Bestellungen"], fr: ["Historique de l'ancienne boutique"], es: ["Pedidos antiguos"] },
    texts: {
      en: [
        "Where did my order history go? I'd like to look at what we bought at this time last year.",
        "Can I see the orders from the old shop somewhere? The list starts on the launch day.",
        "do my favourites come over by themselves or do i have to make them again",
        "Question: are the old order lists still coming, or should I start building new ones?",
      ],
      de: [
        "Wo sehe ich die Bestellungen aus dem alten Shop? Ich bräuchte die Mengen vom Vorjahr.",
        "Werden die Favoriten noch übernommen oder muss ich die neu anlegen?",
        tiny("wo sind alte bestellungen"),
      ],
      fr: [
        "Comment retrouver l'historique des commandes de l'ancienne boutique ?",
        "Est-ce que mes favoris vont être repris ?",
      ],
      es: [
        "¿Dónde puedo ver los pedidos de la tienda antigua?",
      ],
    },
  },
  {
    id: "how-delivery-day", name: "How to change delivery day or access instructions", component: "deliveries", type: "question", severity: null,
    startHour: 5, peakHour: 30, fadeHour: 96, weight: 10, page: "/settings/addresses",
    titles: { en: ["Change delivery instructions"], de: ["Lieferhinweis ändern"], fr: ["Consignes pour le livreur"], es: ["Instrucciones para el repartidor"] },
    texts: {
      en: [
        "Where can I leave a message for the driver? There's a new gate code.",
        "We'd like deliveries at the back door from next week. How do I set that?",
        "Can I pick a different delivery day per supplier? And is there a fee?",
      ],
      de: [
        "Wo kann ich einen Hinweis für den Fahrer hinterlegen (Schlüsselkasten)?",
        "Kann man den Liefertag je Lieferant festlegen?",
        "Wie ändere ich die Lieferzeit dauerhaft auf vor 7 Uhr?",
      ],
      fr: [
        "Où puis-je laisser une consigne au livreur ? Le code du portail a changé.",
      ],
      es: [
        "¿Dónde pongo las instrucciones para el repartidor?",
        "¿Se puede elegir otro día de entrega para cada proveedor?",
      ],
    },
  },
  {
    id: "how-api-key", name: "How to get an API key or use the sandbox", component: "public-api", type: "question", severity: null,
    startHour: 3, peakHour: 14, fadeHour: 96, weight: 9, page: "/developers",
    titles: { en: ["Getting API keys for v2"], de: ["API-Schlüssel für v2"], fr: ["Clé d'API v2"], es: ["Clave para la API v2"] },
    texts: {
      en: [
        dev("Where do I create a v2 key?", "Is there a self-service way to create keys for v2, or do we need to ask you? The docs mention a page 'Developers' that our account doesn't have."),
        dev("Until when does v1 stay up?", "Could you tell us the sunset date for v1? We have 38 shops to move and would like to do ten a week."),
        dev("Sandbox data", "How do we reset the sandbox? It still has our test orders from the beta."),
        "our till supplier asks me for a 'client secret'. what is that and where do I get one?",
        dev("Idempotency keys: how long are they kept?", "How long is an Idempotency-Key remembered, and is it per key or per organization? Couldn't find it in the reference."),
      ],
      de: [
        dev("Schlüssel je Filiale?", "Brauchen wir für jede Filiale einen eigenen API-Schlüssel oder reicht einer? Wie ist das vorgesehen?"),
        "Unser Kassenanbieter möchte einen API-Schlüssel. Wo bekomme ich den?",
      ],
      fr: [
        dev("Clé d'API par magasin ?", "Faut-il une clé par point de vente ou une seule suffit-elle ? La documentation n'en parle pas."),
      ],
      es: [
        "El proveedor del TPV me pide una clave de la API. ¿Dónde la encuentro?",
      ],
    },
  },
  {
    id: "how-deposit-return", name: "How to book returned crates", component: "deliveries", type: "question", severity: null,
    startHour: 21, peakHour: 40, fadeHour: 96, weight: 8, page: "/deliveries",
    titles: { en: ["How do I return crates?"], de: ["Leergut zurückgeben"], fr: ["Retour des casiers"], es: ["Devolución de cajas"] },
    texts: {
      en: [
        "How do I book empty crates back? The driver took 14 and I don't see them anywhere.",
        "When do I get the deposit for the returned bottles, with the next invoice?",
        "crate returns, where in the app",
      ],
      de: [
        "Wo trage ich das Leergut ein? Der Fahrer hat 14 Kisten mitgenommen.",
        "Wann wird das Pfand für zurückgegebene Kästen gutgeschrieben?",
        "Leergut: muss ich das vorher anmelden oder einfach hinstellen?",
      ],
      fr: [
        "Comment déclarer le retour des casiers vides ?",
      ],
      es: [
        "¿Cómo apunto las cajas vacías que se lleva el repartidor?",
      ],
    },
  },
];
