import { dev, exec, long, once, tiny, when, type Problem } from "../problem";
import { RELEASE_BREAKS, RELEASE_FIXES } from "../releases";

const broken = RELEASE_BREAKS.endHour + 0.03;
const fixed = RELEASE_FIXES.endHour;

/** What release 2.0.2 did to POST /v2/orders, as shops, integrators and the day after saw it. */
export const OUTAGE_PROBLEMS: readonly Problem[] = [
  {
    id: "orders-5xx",
    name: "Placing an order fails with a server error since 2.0.2",
    component: "checkout",
    type: "technical",
    severity: "critical",
    startHour: broken,
    peakHour: broken + 0.6,
    fadeHour: fixed + 0.9,
    weight: 84,
    page: "/checkout/summary",
    route: "/v2/orders",
    causedBy: "2.0.2",
    trace: { method: "POST", route: "/v2/orders", status: 502, count: 50 },
    titles: {
      en: ["Cannot place orders", "Error when I press Order now", "Ordering is down", "502 at checkout"],
      de: ["Bestellung lässt sich nicht abschicken", "Fehler beim Bestellen", "Bestellen geht nicht"],
      fr: ["Impossible de valider la commande", "Erreur au moment de commander"],
      es: ["No puedo hacer el pedido", "Error al confirmar el pedido"],
    },
    texts: {
      en: [
        "Orders won't go through at all at {shop}. Red message, 'could not place your order'. Everything before that works.",
        "'We could not place your order, please try again.' I have tried again. And again.",
        "When I confirm the order I get an error page with a long code on it, {requestId}. What should I do now?",
        "Not able to submit my order since {outage}. Is it you or is it us?",
        "Order keeps failing at the last click. Two of five attempts worked, don't ask me why.",
        "Server error when ordering from {supplier}. From the other suppliers it's the same.",
        "The app says order failed, the website says something went wrong. Same basket, same result.",
        "Checkout gives a 502 after I press the green button. {browser}.",
        once("Whatever you changed at ten, please change it back."),
        once("My apprentice asked if he should switch it off and on again. I said it's not us this time."),
        once("Sending my order by fax would have been quicker today. Do you still have a fax?"),
        tiny("order failed"),
        tiny("cant order"),
        tiny("error error error"),
        tiny("ordering broken"),
        tiny("not working"),
        once("Third café in our street with the same error, we just stood outside and compared phones."),
        "Can't place any order right now. I press 'Order now', it thinks, then 'Something went wrong on our side (502)'. Third try.",
        tiny("order now button = error"),
        tiny("site down??"),
        tiny("502"),
        "Is ordering down? Every second attempt fails with a server error. Reference on the screen: {requestId}.",
        once(
          "Worked fine before breakfast, stopped working at {outage}. The button goes grey and then red text: " +
            "we could not place your order. Nothing on your status page.",
        ),
        "I've tried in {browser} and in the app, both give an error when submitting the order. Basket is fine, " +
          "payment page is fine, it's the very last step.",
        dev(
          "502 from POST /v2/orders since {outageStart}",
          "About one in five calls to POST /v2/orders comes back as 502 since {outageStart}. Body: " +
            '{"error":"upstream_failure"}. x-app-version in the response header changed from 2.0.1 to 2.0.2 at ' +
            "the same minute, so I'd look at that deployment first. Request ids: {requestId}. Same payloads pass " +
            "on retry.",
        ),
        when(
          50.7,
          53,
          exec(
            "Ordering fails in all branches",
            "My branch managers have been reporting for the last half hour that orders cannot be submitted. The " +
              "lunch deliveries for tomorrow depend on this. Is this known, since when, and when will it be over? " +
              "One sentence is enough, but I want it now. {name}",
          ),
        ),
        once(
          "it took me 7 tries. SEVEN. the 8th went through. please do something about it before tonight, everybody orders tonight",
        ),
        "Error 502 at the last step, order not in my list. Should I keep trying or will I end up with five orders?",
        "checkout broken, 'internal server error', {device}",
        once(
          "We're a caterer with a wedding of 180 people on Saturday, I am trying to send the order since " +
            "{outage} and your page only says that something went wrong on your side. Please tell me that you " +
            "know.",
        ),
        when(
          51.1,
          53,
          "Same error as my colleague reported an hour ago. Still there. Order cannot be submitted.",
        ),
        once("ok so who deployed what? was fine until {outageStart}. {requestId} if it's any use to you"),
      ],
      de: [
        "Bestellung schlägt beim letzten Klick fehl, rote Meldung, kein weiterer Hinweis.",
        '"Ihre Bestellung konnte nicht übermittelt werden." Das steht da jetzt seit {outage} Uhr.',
        "Von vier Versuchen hat einer geklappt. Sind die anderen drei jetzt auch raus oder nicht?",
        "Bestellen über die App geht nicht, über den Browser auch nicht. Fehlercode {requestId}.",
        "Serverfehler beim Absenden der Bestellung an {supplier}.",
        tiny("bestellung geht nicht raus"),
        tiny("nix geht"),
        once(
          "Bitte sagt mir, dass das bis heute Abend wieder läuft. Ich habe morgen 90 Leute zum Frühstück.",
        ),
        'Bestellung lässt sich nicht abschicken, immer "Fehler auf unserer Seite (502)". Seit ca. {outage} Uhr.',
        tiny("bestellen geht nicht!!"),
        tiny("fehler 502"),
        'Beim Klick auf "Jetzt bestellen" kommt ein Serverfehler. Mal klappt es beim dritten Versuch, mal gar nicht. Kennung: {requestId}',
        "Seit heute Vormittag geht keine Bestellung mehr durch. Warenkorb voll, Adresse ok, dann Fehler. {browser}.",
        once("Ist bei euch was kaputt? Fünf Anläufe, fünf mal Fehlermeldung. Wir haben morgen Markttag!"),
        dev(
          "POST /v2/orders: 502 seit Version 2.0.2",
          "Unsere Warenwirtschaft meldet seit {outageStart} Uhr gehäuft 502 bei POST /v2/orders, ca. 18 % der " +
            "Aufrufe, Beispiel {requestId}. Header x-app-version: 2.0.2. Vorher (2.0.1) null Fehler. Bitte " +
            "zurückrollen.",
        ),
        once(
          "Die letzte Stufe der Bestellung bricht ab. Habe jetzt Angst, dass ich am Ende vier mal Fisch bekomme.",
        ),
      ],
      fr: [
        "La commande ne part pas : message rouge au dernier écran, sur l'ordinateur comme sur le téléphone.",
        "« Votre commande n'a pas pu être transmise ». Déjà quatre essais depuis {outage}.",
        tiny("commande impossible"),
        once("Je suis en plein service et je n'ai pas le temps de cliquer vingt fois sur le même bouton."),
        "Impossible de valider la commande, « une erreur s'est produite de notre côté (502) ». Depuis {outage} environ.",
        "Erreur au dernier clic, une fois sur deux. Le panier reste plein et la commande n'apparaît nulle part.",
        tiny("erreur 502 commande"),
        "Le bouton « Commander » ne marche plus ce matin. J'ai essayé sur {browser} et sur l'appli. Identifiant affiché : {requestId}",
        once(
          "Allô ? Personne ne peut commander dans nos trois boutiques. Dites-nous au moins que vous êtes au courant.",
        ),
      ],
      es: [
        "El pedido no sale, mensaje rojo en el último paso. En el móvil igual.",
        '"No hemos podido enviar su pedido". Ya van cuatro intentos desde las {outage}.',
        tiny("no deja pedir"),
        "No se puede enviar el pedido, da error 502 al final. Lo he intentado cinco veces.",
        'Desde las {outage} sale "algo ha fallado por nuestra parte" al confirmar. Código {requestId}.',
        tiny("error al pedir"),
        "Al confirmar el pedido, error del servidor. A la cuarta pasó. ¿Está pasando a todos?",
      ],
    },
  },
  {
    id: "orders-api-502",
    name: "Till and stock integrations see 502 on order creation since 2.0.2",
    component: "public-api",
    type: "integration",
    severity: "major",
    startHour: broken + 0.1,
    peakHour: broken + 0.8,
    fadeHour: fixed + 2.2,
    weight: 22,
    page: "/developers/logs",
    causedBy: "2.0.2",
    trace: { method: "POST", route: "/v2/orders", status: 502, count: 24 },
    titles: {
      en: [
        "API order creation failing intermittently",
        "Retries pile up on POST /v2/orders",
        "Spike of 5xx from your API",
      ],
      de: ["Schnittstelle liefert 5xx bei Bestellungen"],
      fr: ["Erreurs 5xx sur l'API commandes"],
      es: ["Errores 5xx en la API de pedidos"],
    },
    texts: {
      en: [
        dev(
          "5xx spike on the orders endpoint",
          "Our monitoring went off at {outageStart}: 5xx share on POST /v2/orders from 0 to 17 %. Other " +
            "endpoints unaffected. First failing request {requestId}. We have 38 shops behind this integration " +
            "and the retry queue is growing by about 40 orders a minute.",
        ),
        dev(
          "No Retry-After on 502",
          "Your 502s on POST /v2/orders come without Retry-After, and our POS client backs off for ten minutes " +
            "by default. Can you confirm the outage so that we can switch to manual? {requestId}",
        ),
        dev(
          "Order creation through the SDK throws",
          "larderline-node 2.0.4: `LarderlineServerError: upstream_failure` on orders.create(), roughly every " +
            "fifth call, since {outageStart}. Nothing changed on our side. Request {requestId}, consumer key ends " +
            "in 7c1d.",
        ),
        dev(
          "Idempotency after 502",
          "We got a 502 on POST /v2/orders and repeated with the same Idempotency-Key. Second answer was 409 " +
            "key_in_use, not the order. So we can neither retry nor know whether it exists ({requestId}). What is " +
            "the intended behaviour?",
        ),
        "the till says ORDER REJECTED 502 and prints a red slip every time. the till people say it's you",
        dev(
          "Bulk orders partially lost",
          "Nightly batch is fine, the late morning batch is not: 214 of 1,180 order creations answered 502. We " +
            "have stopped the job. Sample: {requestId}, {order}.",
        ),
      ],
      de: [
        dev(
          "Kassensystem bekommt 502",
          "Die Anbindung unseres Kassensystems meldet seit gut einer halben Stunde 502 auf POST /v2/orders. Wir " +
            "betreuen 60 Filialen, bei uns klingelt das Telefon ununterbrochen. Request-ID {requestId}.",
        ),
        dev(
          "API: 5xx bei Bestellanlage",
          "ca. 1/5 der Aufrufe von POST /v2/orders scheitern, alle anderen Endpunkte ok. Antwortzeit der " +
            "fehlerhaften Aufrufe um 210 ms, also kein Timeout. {requestId}",
        ),
      ],
      fr: [
        dev(
          "502 sur POST /v2/orders",
          "Depuis {outageStart} notre caisse reçoit des 502 sur POST /v2/orders, environ une requête sur cinq. " +
            "Exemple : {requestId}. Rien n'a changé chez nous.",
        ),
      ],
      es: [
        dev(
          "502 al crear pedidos por API",
          "Nuestro ERP recibe 502 en POST /v2/orders desde las {outageStart}, una de cada cinco llamadas. " +
            "Ejemplo {requestId}. ¿Tenéis página de estado?",
        ),
      ],
    },
  },
  {
    id: "ghost-orders",
    name: "Orders from the outage show as sent but never reached the wholesaler",
    component: "checkout",
    type: "functional",
    severity: "major",
    startHour: broken + 2,
    peakHour: 70,
    fadeHour: 92,
    weight: 30,
    page: "/orders",
    route: "/v2/orders/{id}",
    causedBy: "2.0.2",
    titles: {
      en: [
        "Order confirmed but supplier has nothing",
        "Order {order} was never received",
        "Confirmed yesterday, not delivered today",
      ],
      de: ["Bestellung bestätigt, Lieferant weiß von nichts", "{order} nie angekommen"],
      fr: ["Commande confirmée mais inconnue du fournisseur"],
      es: ["Pedido confirmado que el proveedor no tiene"],
    },
    texts: {
      en: [
        "{supplier} has no trace of {order} although your page shows a green tick.",
        when(
          64,
          96,
          "Two orders from yesterday's failure are shown as confirmed and were never received by the supplier.",
        ),
        "Is {order} really with the supplier? They say it isn't, you say it is.",
        "Order {order} shows as 'Sent' with a green tick, but {supplier} never got it. I called them. It was " +
          "placed during your problems in the morning.",
        when(69, 96, "Got the confirmation mail, got no goods. Driver says we weren't on his list. {order}."),
        when(
          69,
          96,
          "after all the errors yesterday one of my tries shows as confirmed. supplier has no order from us. " +
            "nothing arrived. what's the point of a confirmation then",
        ),
        when(69, 96, tiny("order confirmed never arrived")),
        when(
          69,
          96,
          "Please check every order placed during yesterday's failure, not just mine. Two of our three shops " +
            "were confirmed and two of our three shops got nothing this morning.",
        ),
        when(
          69,
          96,
          long(
            "Confirmed order not received by supplier",
            "Hello all,\n\nyesterday morning I placed an order with {supplier} ({order}, about {amount}). There " +
              "were error messages at first, then it went through and I got your confirmation mail with the " +
              "delivery window. This morning nobody came. When I called, they were very friendly but there is no " +
              "such order in their system, not even a cancelled one.\n\nI have now ordered again by phone and " +
              "paid the express charge. I'd like to know whether the first one will still be charged, and whether " +
              "it will suddenly turn up tomorrow as well.\n\n{name}, {shop}",
          ),
        ),
        "status says sent to supplier, supplier says no. {order}. payment was reserved on the card though!",
        dev(
          "Orders stuck in state=submitted",
          "Seven orders created during the 5xx window are in state submitted with supplier_ref null; all others " +
            "get a supplier_ref within 3 s. Looks like the event to the supplier gateway was lost after the row " +
            "was written. Example {order}.",
        ),
      ],
      de: [
        "{supplier} findet {order} nicht, bei euch steht sie als bestätigt.",
        "Ist die Bestellung aus der Störung nun beim Lieferanten oder nicht? {order}",
        when(
          69,
          96,
          'Bestellung {order} ist bei uns als "übermittelt" markiert, {supplier} hat sie aber nie erhalten. ' +
            "Heute früh stand kein Fahrer da.",
        ),
        when(69, 96, "Bestätigungsmail bekommen, Ware nicht. Das war während der Störung gestern Vormittag."),
        "Laut App bestätigt, laut Lieferant nicht vorhanden. Wem soll ich glauben? {order}",
        when(69, 96, tiny("bestätigt aber nix gekommen")),
      ],
      fr: [
        "{supplier} ne trouve pas {order}, chez vous elle est confirmée.",
        when(
          69,
          96,
          "La commande {order} est marquée « transmise » mais {supplier} ne l'a jamais reçue. Aucune livraison ce matin.",
        ),
        when(
          69,
          96,
          "J'ai reçu le mail de confirmation pendant la panne, mais rien n'est arrivé et le fournisseur ne trouve pas la commande.",
        ),
      ],
      es: [
        "{supplier} no encuentra el pedido {order} y vosotros lo dais por enviado.",
        when(
          69,
          96,
          "El pedido {order} sale como enviado y {supplier} dice que no lo tiene. Hoy no ha venido nadie.",
        ),
        when(
          69,
          96,
          "Pedido confirmado ayer durante la avería, hoy sin mercancía. El proveedor no sabe nada.",
        ),
      ],
    },
  },
];
