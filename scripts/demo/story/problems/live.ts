import { dev, tiny, type Problem } from "../problem";

/** Subjects that nobody has written about in the recorded days; they turn up one after the other in the live trickle. */
export const LIVE_PROBLEMS: readonly Problem[] = [
  {
    id: "weekend-surcharge", name: "The weekend delivery surcharge is added on weekdays", component: "checkout", type: "functional", severity: "major",
    startHour: 96, peakHour: 100, fadeHour: 1_000, weight: 12, page: "/checkout/summary", route: "/v2/checkout/quote",
    titles: { en: ["Weekend surcharge on a weekday"], de: ["Wochenendzuschlag an Werktagen"], fr: ["Supplément week-end en semaine"], es: ["Recargo de fin de semana"] },
    texts: {
      en: [
        "There's a weekend surcharge of 9.50 on my order {order}. The delivery is on a weekday.",
        "why do i pay weekend surcharge tomorrow? tomorrow isn't the weekend",
        tiny("weekend fee on a weekday"),
        "New line at checkout since this morning, 'weekend delivery 9.50'. Can't remove it. {browser}.",
        "Surcharge again. I'm not going to pay for a Saturday van when it comes in the middle of the week.",
      ],
      de: [
        "In der Kasse wird ein Wochenendzuschlag berechnet, obwohl unter der Woche geliefert wird.",
        "Zuschlag 9,50 € für Wochenendlieferung, Lieferung ist aber kein Wochenende. Bestellung {order}.",
      ],
      fr: ["Un supplément « week-end » de 9,50 € apparaît sur ma commande {order} livrée en semaine."],
      es: ["Me cobran un recargo de fin de semana en el pedido {order} y no se entrega en fin de semana."],
    },
  },
  {
    id: "supplier-vanished", name: "One supplier has vanished from the catalogue", component: "catalogue", type: "functional", severity: "major",
    startHour: 96, peakHour: 101, fadeHour: 1_000, weight: 10, page: "/products", route: "/v2/products",
    titles: { en: ["Oakmere Dairy is gone"], de: ["Nordhof Molkerei fehlt"], fr: ["Laiterie des Combes introuvable"] },
    texts: {
      en: [
        "Oakmere Dairy is gone from the catalogue. Not out of stock, gone. All my lines with them say 'unavailable'.",
        "where is oakmere?? we get all our milk from there",
        "The dairy supplier has disappeared since this morning, favourites show crossed out names.",
        tiny("supplier missing"),
        "Called Oakmere, they say they didn't take anything down. So it's you.",
      ],
      de: [
        "Nordhof Molkerei ist aus dem Sortiment verschwunden, alle Artikel durchgestrichen.",
        "Wo ist die Nordhof Molkerei hin? Gestern war noch alles da.",
      ],
      fr: ["La Laiterie des Combes n'apparaît plus dans le catalogue depuis ce matin."],
    },
  },
  {
    id: "credit-note-missing", name: "Credit notes for returned goods are not listed", component: "invoices", type: "functional", severity: "minor",
    startHour: 96, peakHour: 104, fadeHour: 1_000, weight: 8, page: "/invoices", route: "/v2/credit-notes",
    titles: { en: ["Credit note missing"], de: ["Gutschrift fehlt"], fr: ["Avoir manquant"], es: ["Falta el abono"] },
    texts: {
      en: [
        "We sent back {product} two days ago, no credit note in the list. The driver signed for it.",
        "Credit notes page is empty although I've had at least four this month.",
        "can't find the credit note for {order}. accountant asks",
        tiny("no credit note"),
      ],
      de: [
        "Die Gutschrift für die Rückgabe ({order}) taucht nirgends auf.",
        "Seite \"Gutschriften\" ist leer, es müssten mindestens drei sein.",
      ],
      fr: ["L'avoir pour la marchandise rendue n'apparaît pas dans la liste."],
      es: ["No aparece el abono de la mercancía devuelta del pedido {order}."],
    },
  },
  {
    id: "update-nag", name: "The app asks for an update that is already installed", component: "mobile-app", type: "technical", severity: "minor",
    startHour: 96, peakHour: 99, fadeHour: 1_000, weight: 9, page: "app://home", device: "phone",
    titles: { en: ["App wants an update I already have"], de: ["App verlangt Update, das installiert ist"], fr: ["Mise à jour demandée en boucle"], es: ["Pide actualizar y ya está"] },
    texts: {
      en: [
        "App says 'please update to continue', the store says I have the newest. {device}, {version}.",
        tiny("update loop"),
        "Every time I open the app it wants an update. There is none. You can close it with the tiny x but still.",
        "asks to update 10x a day. up to date already",
      ],
      de: [
        "App verlangt bei jedem Start ein Update, im Store gibt es aber keins. {device}.",
        "\"Bitte aktualisieren\" obwohl Version {version} schon drauf ist.",
      ],
      fr: ["L'appli demande une mise à jour déjà installée ({version})."],
      es: ["La app pide actualizar y ya tengo la última, {version}."],
    },
  },
  {
    id: "webhook-twice", name: "Webhooks are delivered twice since 2.0.3", component: "public-api", type: "integration", severity: "minor",
    startHour: 96, peakHour: 102, fadeHour: 1_000, weight: 6, page: "/developers/webhooks", route: "/v2/webhooks/{id}/deliveries",
    titles: { en: ["Duplicate webhook deliveries"], de: ["Webhooks kommen doppelt"] },
    texts: {
      en: [
        dev("Every webhook arrives twice", "Since 2.0.3 every order.updated reaches us twice, 1–2 s apart, with two different webhook-ids. So deduplicating by id doesn't help."),
        dev("Duplicate order.shipped", "order.shipped is sent twice with different ids. Our kitchens get two tickets per delivery and are not amused."),
        "since yesterday the kitchen printer prints every order two times",
        dev("Double delivery.arrived events", "We count delivery.arrived to bill our drivers and since the last release we count every stop twice. One sample pair: 14:02:11 and 14:02:12, same delivery, ids differ."),
        dev("Which of the two webhooks is the right one?", "Both copies verify, both carry the same data, only webhook-id and timestamp differ. Can we safely drop the second?"),
        dev("webhook-id changes on redelivery", "According to Standard Webhooks the id stays the same on redelivery. Yours doesn't, since the last release."),
      ],
      de: [
        dev("Webhooks doppelt", "Seit 2.0.3 kommt jedes Ereignis zweimal an, mit unterschiedlicher webhook-id. Bitte prüfen."),
        "Bondrucker druckt seit gestern jede Bestellung zweimal.",
      ],
    },
  },
  {
    id: "note-cut-off", name: "Notes to the supplier are cut after eighty characters", component: "baskets", type: "functional", severity: "minor",
    startHour: 96, peakHour: 103, fadeHour: 1_000, weight: 7, page: "/baskets/current", route: "/v2/baskets/{id}/lines",
    titles: { en: ["Note to supplier is cut off"], de: ["Notiz an den Lieferanten wird abgeschnitten"], fr: ["Note au fournisseur coupée"], es: ["La nota al proveedor sale cortada"] },
    texts: {
      en: [
        "My note to {supplier} was cut in the middle: 'please no nuts because of a guest with a sev'. You see why that's a problem.",
        "notes get cut off after about 80 letters, no warning",
        "Supplier only got half of my message about the ripe avocados.",
        "Long notes lose their end when I save the basket. {browser}",
      ],
      de: [
        "Die Notiz an den Lieferanten wird nach ca. 80 Zeichen abgeschnitten, ohne Hinweis.",
        "Bei {supplier} kam nur der halbe Hinweis an.",
      ],
      fr: ["La note au fournisseur est coupée au milieu de la phrase."],
      es: ["La nota al proveedor se corta a la mitad y no avisa."],
    },
  },
];
