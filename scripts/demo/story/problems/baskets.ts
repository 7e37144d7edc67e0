import { dev, long, once, tiny, plainReport, when, type Problem } from "../problem";

export const BASKET_PROBLEMS: readonly Problem[] = [
  {
    id: "draft-loss",
    name: "Saved drafts come back empty after the nightly clean-up",
    component: "baskets",
    type: "functional",
    severity: "critical",
    startHour: 20.5,
    peakHour: 25,
    fadeHour: 92,
    weight: 46,
    page: "/baskets/drafts",
    route: "/v2/baskets/{id}",
    trace: { method: "GET", route: "/v2/baskets/{id}", status: 404, count: 50 },
    titles: {
      en: [
        "My draft is gone",
        "Saved order list empty this morning",
        "Lost two hours of work",
        "Draft basket deleted",
      ],
      de: ["Entwurf ist weg", "Gespeicherte Bestellung verschwunden", "Warenkorb über Nacht gelöscht"],
      fr: ["Mon brouillon a disparu", "Panier enregistré vide ce matin"],
      es: ["Se ha perdido el borrador", "El borrador está vacío"],
    },
    texts: {
      en: [
        "Saved draft is empty. It had {qty} products in it when I went home.",
        "The draft I saved at {evening} yesterday has lost all its lines.",
        "My saved order has vanished overnight, only the title is left. {device}.",
        "Everything in my drafts has been wiped. Can you restore them from a backup?",
        "All lines gone from the draft for {supplier}. I saved it twice to be sure.",
        "Draft shows 0 items this morning. I need that order by ten tonight.",
        once("My sous-chef spent her day off preparing that draft. You explain it to her."),
        tiny("draft empty again"),
        tiny("lost my draft"),
        once(
          "My draft for the weekend is gone. 140 lines. I saved it last night, I saw the green tick, and this " +
            "morning the draft is there but with nothing in it.",
        ),
        tiny("draft gone"),
        tiny("everything i saved is lost"),
        once(
          "Two hours of work lost. I prepared the banquet order as a draft, came back after lunch, '0 items'. " +
            "Is there any way to get it back? Please say yes.",
        ),
        once(
          "All three drafts empty this morning. The names are still there (Weekday, Weekend, Catering Hofmann) " +
            "but the contents have been deleted. {browser}, nobody else has our login.",
        ),
        when(
          44,
          96,
          long(
            "Loss of saved draft orders",
            "Hello,\n\nI do the purchasing for a care home, 86 residents, with a lot of special diets. I always " +
              "prepare the order over two or three days because I have to ask the nurses. The draft which I " +
              "started on the first day of your new system had everything in it, I printed it, thank God. Today " +
              'the draft opens with the message "This basket is empty. Start adding products."\n\nI am not the ' +
              "youngest but I know for sure that I did not delete anything. If this happens once more we are in " +
              "serious trouble. What should I do to be safe? Keep the page open overnight?\n\n{name}\n{shop}",
          ),
        ),
        dev(
          "GET /v2/baskets/:id 404 for drafts older than a day",
          "Drafts created through the web shop answer 404 from GET /v2/baskets/:id after the first night " +
            "({requestId}), while the list endpoint still returns them with line_count 0. Drafts younger than 24 " +
            "h are fine. Smells like a clean-up job that treats drafts as abandoned baskets. This is data loss, " +
            "please stop the job first and investigate later.",
        ),
        when(
          46,
          96,
          "I don't get angry easily but this is the second night that my saved basket is wiped. The second! I told you yesterday!!",
        ),
        "saved draft on the ipad, opened on the pc = empty. went back to ipad, also empty now. {time}",
        once(
          "Order list we share between the two kitchens disappeared overnight. We thought the other kitchen did " +
            "it and had a real argument about it.",
        ),
      ],
      de: [
        "Der gestern gespeicherte Entwurf hat heute null Positionen.",
        "Alle Zeilen im Entwurf für {supplier} sind gelöscht, nur der Name steht noch da.",
        "Entwurf um {evening} Uhr gespeichert, heute früh leer. Bitte wiederherstellen!",
        tiny("entwürfe weg"),
        'Mein Entwurf ist weg! Gestern Abend gespeichert, 90 Positionen, heute früh steht da "Ihr Warenkorb ist leer".',
        "Gespeicherte Bestellung über Nacht gelöscht. Zwei Stunden Arbeit verloren. Kann man das wiederherstellen?",
        tiny("entwurf leer"),
        when(
          46,
          96,
          "Schon die zweite Nacht, dass alle Entwürfe leer sind. Name ist noch da, Inhalt verloren. So kann ich nicht arbeiten.",
        ),
        when(
          46,
          96,
          long(
            "Verlust gespeicherter Entwürfe",
            "Guten Morgen,\n\nich leite die Küche einer Kita mit 120 Kindern. Wir bereiten die Wochenbestellung " +
              "immer schon ein paar Tage vorher als Entwurf vor. Seit Ihrer Umstellung sind die Entwürfe jeden " +
              "Morgen leer. Heute fehlte auch die Liste mit den Allergikern, die ich mühsam angelegt " +
              "hatte.\n\nIch bitte Sie dringend, uns die Daten zurückzuholen, und wenn das nicht geht, dann sagen " +
              "Sie es bitte ehrlich, damit ich von vorn anfangen kann.\n\n{name}",
          ),
        ),
      ],
      fr: [
        "Le brouillon sauvegardé hier à {evening} n'a plus aucune ligne.",
        "Mes brouillons ont été vidés pendant la nuit, peut-on les restaurer ?",
        "Mon brouillon enregistré hier soir est vide ce matin. 75 articles perdus !",
        "Toutes les listes préparées pour le week-end ont disparu pendant la nuit. Il n'y a plus que les noms. Peut-on les récupérer ?",
        tiny("brouillon vide"),
        when(
          44,
          96,
          "Deuxième fois que je perds mon panier sauvegardé. Je vais finir par tout refaire sur papier.",
        ),
      ],
      es: [
        "El borrador para {supplier} se ha quedado sin líneas, solo está el nombre.",
        "Guardé el borrador ayer a las {evening} y hoy tiene cero productos.",
        "El borrador que guardé anoche está vacío hoy. Eran más de 60 líneas, dos horas de trabajo perdidas.",
        "Han desaparecido todos los borradores. Queda el nombre pero sin productos. ¿Se pueden recuperar?",
        tiny("borrador perdido"),
      ],
    },
  },
  {
    id: "standing-order-missed",
    name: "Standing orders moved over without their weekdays and never ran",
    component: "baskets",
    type: "functional",
    severity: "major",
    startHour: 20.5,
    peakHour: 23,
    fadeHour: 80,
    weight: 24,
    page: "/standing-orders",
    route: "/v2/standing-orders",
    titles: {
      en: ["Standing order did not come", "No bread this morning", "Standing order has no days"],
      de: ["Dauerbestellung nicht ausgeführt", "Dauerauftrag ohne Wochentage"],
      fr: ["Commande récurrente non passée"],
      es: ["El pedido fijo no se ha hecho"],
    },
    texts: {
      en: [
        "Our standing order didn't run. No milk this morning. I opened it and all the weekday boxes are empty, " +
          "in the old shop it was Monday to Saturday.",
        "Standing orders: status Active, next run: never. What is active about that?",
        once(
          "We rely on the standing order for bread. Nothing came, 60 breakfast guests, I sent a waiter to the " +
            "supermarket with my own card.",
        ),
        tiny("standing order not delivered"),
        "all my 5 standing orders lost their days. i have put them in again now but you should tell people!",
        plainReport(
          "Standing orders after migration",
          "Checked our standing orders after the driver didn't show up. Every one of them has the products and " +
            "quantities but no weekdays. The 'pause until' date says 01/01/1970 which tells me something went " +
            "wrong when you moved us.",
        ),
      ],
      de: [
        "Die Dauerbestellung ist nicht ausgeführt worden. Keine Milch, keine Sahne. Die Wochentage sind alle " +
          "abgewählt, das waren wir nicht.",
        'Dauerauftrag steht auf aktiv, "nächste Ausführung: nie". Heute Morgen kam deswegen keine Ware.',
        "Bei der Übernahme aus dem alten Shop sind die Liefertage der Daueraufträge verloren gegangen. Betrifft " +
          "alle vier bei uns. Bitte andere Kunden warnen.",
        tiny("dauerbestellung kam nicht"),
      ],
      fr: [
        "La commande récurrente n'est pas partie, plus de jours cochés. Pas de lait ce matin pour 40 petits déjeuners.",
        "Commande récurrente « active » mais prochaine exécution « jamais ». Que s'est-il passé lors du passage à la nouvelle version ?",
      ],
      es: [
        "El pedido fijo no se ha hecho, han desaparecido los días de la semana. Hoy sin pan.",
        "Los pedidos fijos están activos pero sin días. Nos hemos quedado sin leche.",
      ],
    },
  },
  {
    id: "cutoff-hour-off",
    name: "Order cut-off is shown an hour late in the United Kingdom and Ireland",
    component: "baskets",
    type: "functional",
    severity: "major",
    startHour: 12,
    peakHour: 15,
    fadeHour: 90,
    weight: 17,
    page: "/baskets/current",
    route: "/v2/baskets/{id}/cut-off",
    titles: {
      en: ["Cut-off time is wrong", "Missed the cut-off because of your clock"],
    },
    texts: {
      en: [
        "The countdown said 48 minutes left, I pressed order, and it told me the cut-off had passed. It's " +
          "showing German time I reckon. We're in {city}.",
        when(37, 96, "Cut-off shows 22:00 but orders are refused from 21:00. Missed it two nights running."),
        tiny("cut off time wrong by 1 hour"),
        "Your timer is an hour out for us in Ireland. Nearly no veg tomorrow, luckily {supplier} picked up the phone.",
        "It says 'order within 0:55 for delivery tomorrow' and right below 'earliest delivery: the day after tomorrow'. Which one is it?",
        dev(
          "cut_off_at has no zone",
          'GET /v2/baskets/:id/cut-off returns "cut_off_at": "22:00:00" without a zone, your web client treats ' +
            "it as local, the order service as Europe/Berlin. So every account in GB and IE sees the cut-off one " +
            "hour late. Please return an instant.",
        ),
        "We lost a whole delivery because of the wrong cut off clock. That is about {amount} of sales on a Saturday. Who pays for that?",
        "not sure is it me or you, but the clock in the basket is one hour different than on my phone. order {order} got refused",
      ],
    },
  },
  {
    id: "quantity-jumps",
    name: "Typing a quantity quickly loses digits or jumps back to one",
    component: "baskets",
    type: "usability",
    severity: "minor",
    startHour: 1,
    peakHour: 8,
    fadeHour: 96,
    weight: 18,
    page: "/baskets/current",
    route: "/v2/baskets/{id}/lines",
    titles: {
      en: ["Quantity field jumps", "Ordered 1 instead of 12"],
      de: ["Mengenfeld springt zurück"],
      fr: ["La quantité revient à 1"],
      es: ["La cantidad vuelve a 1"],
    },
    texts: {
      en: [
        "When I type 12 into the quantity it becomes 1 and then 2. You have to wait a second between the " +
          "digits. I have 200 lines to get through.",
        when(
          20,
          96,
          "Quantity jumps back to 1 if I tab to the next line too fast. Got one onion instead of 10 kg today, " +
            "the kitchen had a good laugh.",
        ),
        tiny("qty field broken"),
        once("the number field is fighting me. type 24, get 2. type again, get 242."),
        "Tab key skips every second line in the order list since the update. And the amount sometimes goes back to what it was.",
      ],
      de: [
        "Das Mengenfeld verschluckt Ziffern. 15 getippt, 5 steht da. Man muss langsam tippen, das hält bei 180 Positionen auf.",
        when(
          20,
          96,
          "Menge springt auf 1 zurück wenn ich mit Tab weitergehe. Heute 1 Kilo statt 10 Kilo {product} bekommen.",
        ),
        "menge eingeben ist ne katastrophe am handy, das feld springt",
      ],
      fr: [
        "Quand je tape 12 dans la quantité, il reste 2. Il faut attendre entre chaque chiffre, c'est interminable.",
        when(20, 96, "La quantité revient à 1 toute seule. J'ai reçu 1 {product} au lieu de 10."),
      ],
      es: ["Escribo 12 en la cantidad y se queda en 2. Hay que ir muy despacio."],
    },
  },
];
