import { dev, once, tiny, plainReport, when, type Problem } from "../problem";

export const DELIVERY_PROBLEMS: readonly Problem[] = [
  {
    id: "slots-empty",
    name: "No delivery slots are offered for some postcodes",
    component: "deliveries",
    type: "functional",
    severity: "major",
    startHour: 2,
    peakHour: 11,
    fadeHour: 74,
    weight: 25,
    page: "/checkout/delivery",
    route: "/v2/slots",
    trace: { method: "GET", route: "/v2/slots", status: 200, count: 14 },
    titles: {
      en: ["No delivery slots", "No time windows for our postcode"],
      de: ["Keine Lieferfenster", "Kein Liefertermin auswählbar"],
      fr: ["Aucun créneau de livraison"],
      es: ["No hay franjas de entrega"],
    },
    texts: {
      en: [
        "'No slots available for your address in the next 14 days.' We have been delivered every day for six " +
          "years. Nothing has moved, not the shop, not the road.",
        "Can't finish my order because there's no delivery slot to choose. The calendar is all grey.",
        tiny("no slots"),
        "Slots are back for {supplier} but not for the others. Same postcode, same door. {city}.",
        "I called {supplier} and they say they have plenty of room on the morning van. Your system shows none.",
        dev(
          "GET /v2/slots returns an empty list for postcodes with a leading zero",
          "GET /v2/slots?postcode=04109 gives [], postcode=4109 gives nine slots. The leading zero gets lost or " +
            "is expected to be lost. Request id {requestId}.",
        ),
      ],
      de: [
        "Es wird kein einziges Lieferfenster angezeigt. PLZ beginnt mit 0, vielleicht liegt es daran?",
        '"Keine Lieferung an diese Adresse". Ihr liefert uns seit Jahren jeden Morgen!',
        "Kalender komplett grau, Bestellung kann nicht abgeschlossen werden. {city}.",
        tiny("keine termine"),
        once(
          "Bei uns in Leipzig und bei der Filiale in Dresden gibt es keine Lieferfenster mehr, in Berlin schon.",
        ),
      ],
      fr: [
        "Aucun créneau de livraison proposé pour notre adresse, tout est grisé. Nous sommes livrés tous les jours depuis des années.",
        once("Code postal 06000 : « pas de livraison dans votre secteur ». À Nice !"),
      ],
      es: [
        "No me sale ninguna franja de entrega. Código postal 08012, Barcelona.",
        "El calendario de entrega sale todo en gris y no puedo terminar el pedido.",
      ],
    },
  },
  {
    id: "tracking-stuck",
    name: "Live tracking stops at 'loading the van'",
    component: "deliveries",
    type: "technical",
    severity: "minor",
    startHour: 20.6,
    peakHour: 34,
    fadeHour: 96,
    weight: 26,
    page: "/deliveries/live",
    route: "/v2/deliveries/{id}/position",
    trace: { method: "GET", route: "/v2/deliveries/{id}/position", status: 503, count: 22 },
    titles: {
      en: ["Tracking doesn't move", "Van on the map is frozen"],
      de: ["Sendungsverfolgung bleibt stehen"],
      fr: ["Le suivi reste bloqué"],
      es: ["El seguimiento no avanza"],
    },
    texts: {
      en: [
        "Tracking says 'loading the van' and the driver is standing in my kitchen.",
        "The little van on the map hasn't moved since {time}. Delivery came, map still says 40 minutes.",
        tiny("map frozen"),
        "Delivery {delivery}: the status never changes to delivered. The next morning it still says on its way.",
        once("I love the idea of the map, but it shows our van in the North Sea. {delivery}"),
        when(
          40,
          96,
          "Is the live tracking live? Because yesterday it was two hours behind, and I had a man waiting at the back door for it.",
        ),
      ],
      de: [
        'Die Sendungsverfolgung bleibt bei "wird beladen" stehen, obwohl die Ware längst da ist. {delivery}',
        "Karte zeigt den Fahrer seit einer Stunde an derselben Stelle.",
        "Tracking hängt. Nicht dramatisch, aber so nutzt es nichts.",
        tiny("karte bewegt sich nicht"),
      ],
      fr: [
        "Le suivi indique « chargement du camion » alors que le livreur est déjà passé. Livraison {delivery}.",
        "La camionnette sur la carte ne bouge plus depuis {time}.",
      ],
      es: [
        'El seguimiento se queda en "cargando la furgoneta". La entrega {delivery} ya llegó hace una hora.',
        "El mapa no se mueve. El repartidor estaba en la puerta y ponía 35 minutos.",
      ],
    },
  },
  {
    id: "second-address-lost",
    name: "Second delivery addresses were not moved over",
    component: "deliveries",
    type: "functional",
    severity: "major",
    startHour: 20.4,
    peakHour: 24,
    fadeHour: 84,
    weight: 17,
    page: "/settings/addresses",
    route: "/v2/deliveries/addresses",
    titles: {
      en: ["Goods delivered to the wrong address", "Our second shop is missing"],
      de: ["Zweite Lieferadresse fehlt", "An die falsche Filiale geliefert"],
      fr: ["Deuxième adresse de livraison perdue"],
      es: ["Falta la segunda dirección"],
    },
    texts: {
      en: [
        "Everything for our second café went to the first one. The second address isn't in the account any more.",
        once(
          "We had four delivery addresses in the old shop. Now there's one. 200 kg of potatoes at head office, " +
            "where we have a coffee machine and two plants.",
        ),
        once(
          "delivery addresses gone, only the billing address is left. it delivered there. it's my flat. third floor.",
        ),
        "Where are my other addresses? I can add them again but then the standing orders and the supplier's " +
          "access notes (gate code, ring at the back) are missing.",
        plainReport(
          "Delivered to the wrong branch",
          "Order {order} was meant for the branch in {city} and came to our office. The branch isn't selectable " +
            "any more. Please restore the addresses, I don't want to type in 19 of them.",
        ),
      ],
      de: [
        "Die zweite Lieferadresse ist weg. Die Ware für Filiale 2 stand heute früh vor Filiale 1.",
        "Von sechs Lieferadressen ist nur eine übrig. Die Hinweise für den Fahrer (Hintereingang, Schlüsselkasten) fehlen auch.",
        once("Lieferung ging an die Rechnungsadresse. Das ist das Büro vom Steuerberater!! {order}"),
      ],
      fr: [
        "Il ne reste qu'une adresse de livraison sur quatre. La commande {order} est arrivée au siège.",
        "L'adresse de notre deuxième boulangerie a disparu lors du changement.",
      ],
      es: [
        "Solo queda una dirección de entrega, teníamos tres. Hoy lo han dejado todo en el local equivocado.",
      ],
    },
  },
  {
    id: "delivery-note-blank",
    name: "Delivery notes print as blank pages",
    component: "deliveries",
    type: "technical",
    severity: "minor",
    startHour: 16,
    peakHour: 40,
    fadeHour: 96,
    weight: 10,
    page: "/deliveries",
    route: "/v2/deliveries/{id}/note",
    titles: {
      en: ["Delivery note prints blank"],
      de: ["Lieferschein leer"],
      fr: ["Bon de livraison vide"],
      es: ["El albarán sale en blanco"],
    },
    texts: {
      en: [
        "The delivery note PDF for {delivery} has three pages and all of them are white. On screen it's fine.",
        "printing the delivery note = empty paper. need it for the food inspector",
        "Blank delivery notes from {browser}. From my phone they print properly.",
      ],
      de: [
        "Lieferschein {delivery} wird leer gedruckt. Am Bildschirm ist alles da.",
        "Ausdruck vom Lieferschein: drei weiße Seiten. {browser}. Brauche die für die Wareneingangskontrolle.",
        tiny("lieferschein leer"),
      ],
      fr: [
        "Le bon de livraison s'imprime en blanc, impossible de contrôler la réception.",
        "Trois pages blanches à la place du bon de livraison {delivery}.",
      ],
      es: ["El albarán {delivery} se imprime en blanco."],
    },
  },
];
