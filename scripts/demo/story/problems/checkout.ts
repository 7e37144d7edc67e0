import { dev, exec, long, once, tiny, when, type Problem } from "../problem";

export const CHECKOUT_PROBLEMS: readonly Problem[] = [
  {
    id: "double-charge",
    name: "Card is charged twice when the confirmation times out and the page retries",
    component: "checkout",
    type: "functional",
    severity: "critical",
    startHour: 3,
    peakHour: 9,
    fadeHour: 84,
    weight: 58,
    page: "/checkout/payment",
    route: "/v2/payments",
    trace: { method: "POST", route: "/v2/payments", status: 504, count: 60 },
    titles: {
      en: [
        "Charged twice for one order",
        "Double payment {order}",
        "You took {amount} two times",
        "Refund please, paid twice",
      ],
      de: [
        "Zweimal abgebucht",
        "Doppelte Abbuchung Bestellung {order}",
        "Bitte Rückerstattung, doppelt bezahlt",
      ],
      fr: ["Débité deux fois", "Double paiement commande {order}"],
      es: ["Me han cobrado dos veces", "Cobro duplicado del pedido {order}"],
    },
    texts: {
      en: [
        "Two payments for one order. Please refund {amount}, order {order}.",
        "My card statement shows Larderline twice today with exactly the same amount, {amount}.",
        "The payment page timed out at {time}. I paid again because it told me to, and now it's come off twice.",
        "Duplicate payment on {order}. The invoice is only for one of them.",
        "I was billed double. How long does the refund take? {amount} is a lot for us.",
        "Money's been taken two times for the same basket, is it safe to order again tonight?",
        once(
          "My bank blocked the card now because of two identical payments in one minute, so on top of " +
            "everything I can't pay anyone else either.",
        ),
        tiny("double payment help"),
        tiny("refund pls charged double"),
        "You charged me twice for order {order}. {amount} went off the card at {time} and again a minute later. " +
          "One order, one delivery, two payments. Please give one back.",
        "i pressed pay, it span for ages, then said 'something went wrong try again' so I tried again. Now both " +
          "payments are on my account. {amount} each. Order {order}.",
        tiny("paid twice!! {amount}"),
        tiny("charged 2x for {order}"),
        "The bank app shows two pending payments to Larderline, same amount ({amount}), same minute. I only " +
          "have one order in the list. What happens with the second one?",
        when(
          20,
          96,
          long(
            "Two payments for one order, please advise",
            "Good morning,\n\nI run a small café with my husband and we ordered as usual last night at about " +
              "{evening}. After I put in the card number the page stood still for what felt like a minute and " +
              "then told me that the payment had not worked. I did it once more and that time it went " +
              "through.\n\nThis morning my husband looked at the bank and there are two payments of {amount}. We " +
              "are not a big business and this is our money for the week. I would be very grateful if somebody " +
              "could look into it and tell me when we have it back. The order number is {order}.\n\nKind " +
              "regards\n{name}\n{shop}",
          ),
        ),
        once(
          "This is theft. Two times {amount} for ONE order. I have called the bank and they say it is confirmed " +
            "by the merchant, that's you. {order}. Fix it today.",
        ),
        dev(
          "POST /v2/payments is not idempotent on timeout",
          "POST /v2/payments returned 504 after 30 s (request id {requestId}), our client retried once with the " +
            "same body, and both authorisations were captured. We did send an Idempotency-Key, the same one on " +
            "both calls. Looks as if the key is only stored after the acquirer answers. Order {order}, {amount} " +
            "captured twice.",
        ),
        "Payment failed on my phone so I paid on the laptop. Turns out it hadn't failed. {amount} twice, order {order}.",
        when(
          26,
          96,
          exec(
            "Double card charges at four of our branches",
            "Our finance team found duplicate card charges at four branches this week, {amount} for {order} " +
              "alone. I expect a complete list of affected payments from your side today, not one ticket per " +
              "branch. {name}, {shop}",
          ),
        ),
        once(
          when(
            24,
            96,
            "second day in a row now. yesterday {amount} twice, today again. i don't dare to order any more, what do I do for tomorrow?",
          ),
        ),
        "After 3-D Secure the page went back to the payment step although my bank had already approved. I " +
          "clicked 'Pay now' a second time. Result: charged double. Order {order}.",
      ],
      de: [
        "Doppelte Abbuchung über {amount}, es gibt aber nur eine Bestellung ({order}).",
        "Laut Bank zwei Zahlungen an Larderline in derselben Minute. Bitte eine erstatten.",
        "Nach der Fehlermeldung beim Bezahlen habe ich es wie vorgeschlagen nochmals versucht, nun ist der Betrag zweimal weg.",
        tiny("doppelt bezahlt"),
        "Bei Bestellung {order} wurde zweimal abgebucht, je {amount}. Um {time} und gleich danach noch einmal. Bitte eine Zahlung zurück.",
        "Karte wurde doppelt belastet!! Habe nur EINMAL auf Bezahlen geklickt, dann kam ewig nichts und die " +
          "Seite hat sich selbst neu geladen. {amount} x 2.",
        tiny("2x abgebucht {order}"),
        when(
          20,
          96,
          long(
            "Doppelte Abbuchung, bitte um Klärung",
            "Sehr geehrte Damen und Herren,\n\ngestern Abend habe ich gegen {evening} Uhr eine Bestellung " +
              "({order}) aufgegeben und mit Karte bezahlt. Nach dem Absenden erschien längere Zeit nur das " +
              "drehende Rädchen, danach die Meldung, dass die Zahlung nicht erfolgreich gewesen sei. Ich habe den " +
              "Vorgang deshalb wiederholt.\n\nHeute musste ich feststellen, dass der Betrag von {amount} zweimal " +
              "von unserem Konto abgegangen ist. Ich bitte um umgehende Erstattung und um eine kurze Erklärung, " +
              "damit ich weiß, ob ich heute wieder mit Karte bezahlen kann.\n\nMit freundlichen " +
              "Grüßen\n{name}\n{shop}",
          ),
        ),
        once(
          "Hallo, mein Steuerberater fragt warum da zwei Zahlungen über {amount} sind und nur eine Rechnung. " +
            "Bestellung {order}. Da ist wohl was schiefgegangen beim bezahlen.",
        ),
        "Zahlung hing, hab nochmal gedrückt, jetzt doppelt bezahlt. Wann kommt das Geld zurück? Wir sind ein " +
          "kleiner Laden, {amount} tut weh.",
      ],
      fr: [
        "Paiement prélevé deux fois pour {order}, merci de rembourser {amount}.",
        "Ma carte a été débitée en double alors que je n'ai passé qu'une commande.",
        tiny("débité 2 fois"),
        "J'ai été débité deux fois pour la commande {order} : {amount} à {time}, puis encore {amount} une " +
          "minute plus tard. Merci de me rembourser.",
        "La page a tourné très longtemps puis « paiement refusé ». J'ai recommencé. Résultat : deux paiements " +
          "de {amount} sur mon compte. Ce n'est pas normal.",
        once(
          "Bonjour, ma banque confirme deux débits Larderline le même jour pour une seule commande ({order}). " +
            "Quand serai-je remboursée ? Je ne veux plus payer par carte chez vous tant que ce n'est pas réglé.",
        ),
      ],
      es: [
        "Cargo duplicado de {amount} por el pedido {order}. ¿Cuándo me lo devolvéis?",
        "En el extracto aparecen dos pagos iguales a Larderline en el mismo minuto.",
        "Me han cobrado dos veces el pedido {order}, {amount} cada vez. Quiero la devolución hoy mismo.",
        "Al pagar con tarjeta la página se quedó colgada y lo repetí. Ahora tengo dos cargos de {amount} en el " +
          "banco y un solo pedido. ¿Qué hago?",
        tiny("cobrado 2 veces"),
      ],
    },
  },
  {
    id: "bank-app-return",
    name: "Returning from the bank's app leaves the payment step hanging",
    component: "checkout",
    type: "technical",
    severity: "major",
    startHour: 1,
    peakHour: 12,
    fadeHour: 96,
    weight: 26,
    device: "phone",
    page: "/checkout/3ds",
    route: "/v2/payments/confirmations",
    trace: { method: "POST", route: "/v2/payments/confirmations", status: 409, count: 24 },
    titles: {
      en: ["Stuck after approving in the bank app", "3-D Secure never comes back"],
      de: ["Nach Freigabe in der Banking-App passiert nichts", "3-D Secure hängt"],
      fr: ["Bloqué après validation dans l'appli de la banque"],
      es: ["Se queda parado después de autorizar en el banco"],
    },
    texts: {
      en: [
        "I approve the payment in my bank app, go back to Larderline and it just sits on 'waiting for your " +
          "bank'. Nothing moves. Have to kill the app and then the basket is still there, unpaid.",
        "3-D Secure step never finishes on {device}. Bank says approved. You say waiting.",
        tiny("stuck on waiting for your bank"),
        "Works on the computer, doesn't on the phone. After I confirm with my fingerprint in the banking app " +
          "your page is white with a spinner in the middle. Tried three times, cut-off is in twenty minutes and " +
          "I've no order in.",
        "My bank opens in a separate app for the approval. When I come back the checkout has forgotten me and " +
          "starts from the address again. Paid by direct debit instead, but not everyone can.",
        dev(
          "3DS return URL loses state on iOS",
          "The return from the issuer opens /checkout/3ds in a new in-app browser without the session cookie, " +
            "so POST /v2/payments/confirmations answers 409 'no pending payment' (request id {requestId}). " +
            "Reproducible on {device} with any bank that switches apps. Looks like SameSite.",
        ),
        "dont know if it helps but with chrome on my phone it works and with the app it doesnt, the bit after the bank",
      ],
      de: [
        'Freigabe in der Banking-App erteilt, zurück bei euch: "Warten auf Ihre Bank". Seit zehn Minuten. Bestellschluss ist gleich!',
        "Nach der 3-D-Secure-Bestätigung bleibt die Seite weiß. {device}, App Version {version}. Am PC geht es.",
        "die Zahlung bleibt hängen wenn ich von der Sparkassen-App zurück komme. muss alles neu machen. nervt!!!",
      ],
      fr: [
        "Je valide dans l'application de ma banque et au retour l'écran reste sur « en attente de votre banque " +
          "». Impossible de terminer la commande depuis le téléphone.",
        "Après la validation 3-D Secure, page blanche. {device}. J'ai dû passer la commande par téléphone chez {supplier}.",
      ],
      es: [
        'Autorizo el pago en la app del banco, vuelvo y se queda en "esperando a su banco". Así tres veces. {device}.',
      ],
    },
  },
  {
    id: "deposit-doubled",
    name: "Crate and bottle deposits are added twice to the order total",
    component: "checkout",
    type: "functional",
    severity: "major",
    startHour: 5,
    peakHour: 24,
    fadeHour: 88,
    weight: 21,
    page: "/checkout/summary",
    route: "/v2/checkout/quote",
    titles: {
      en: ["Deposit counted twice", "Total is wrong when there are crates in it"],
      de: ["Pfand wird doppelt berechnet", "Summe stimmt nicht (Pfand)"],
      fr: ["Consigne comptée deux fois"],
      es: ["El depósito de las cajas se suma dos veces"],
    },
    texts: {
      en: [
        "The deposit on the milk crates is in the line price AND added again at the bottom. Total is {amount} too high on {order}.",
        once("Add up the lines yourself and you will see. Six crates at 4.50 deposit is 27, you add 54."),
        "Checkout total is wrong whenever there's returnable crates in it. Without crates it's right to the " +
          "penny. Took me an hour with a calculator to work out that it's the deposit.",
        tiny("deposit twice in total"),
        long(
          "Deposits on order {order}",
          "Hello,\nI have been buying from {supplier} for eleven years and I know what a crate costs. On the " +
            "summary page the deposit is listed next to each line, which is good, I like that. But then there is " +
            "another line 'Deposits' underneath with the same sum again, and both are in the total. I did not " +
            "confirm the order because of it, so now we have no bottled water for the weekend. Could you please " +
            "check.\n{name}",
        ),
      ],
      de: [
        "Das Pfand für die Kisten wird doppelt gerechnet: einmal beim Artikel und einmal unten als Summe. Bei " +
          "{order} sind das {amount} zu viel.",
        "Pfand zweimal drin. Vorher im alten Shop war das richtig.",
        "Rechne mal nach: 8 Kästen Wasser, Pfand 26,40. Bei euch stehen 52,80. Das fällt bei einer großen " +
          "Getränkebestellung richtig ins Gewicht.",
        "Gesamtbetrag an der Kasse falsch sobald Mehrweg dabei ist. Ohne Pfandartikel stimmt alles. Browser: {browser}.",
      ],
      fr: [
        "La consigne des casiers est comptée dans la ligne et une deuxième fois dans le total. {amount} de trop sur {order}.",
        "Total faux dès qu'il y a des bouteilles consignées dans la commande. Vérifiez svp.",
      ],
      es: [
        "El depósito de los envases retornables aparece dos veces en el resumen y el total sale {amount} de más.",
      ],
    },
  },
  {
    id: "iban-spaces",
    name: "IBAN with spaces is refused at direct debit set-up",
    component: "checkout",
    type: "usability",
    severity: "minor",
    startHour: 0,
    peakHour: 6,
    fadeHour: 72,
    weight: 13,
    page: "/checkout/payment",
    route: "/v2/payments/mandates",
    trace: { method: "POST", route: "/v2/payments/mandates", status: 422, count: 20 },
    titles: {
      en: ["IBAN not accepted", "Direct debit says IBAN invalid"],
      de: ["IBAN wird nicht angenommen", 'Lastschrift: "IBAN ungültig"'],
      fr: ["IBAN refusé"],
      es: ["No acepta mi IBAN"],
    },
    texts: {
      en: [
        once(
          "It says my IBAN is invalid. It is not invalid, I copied it from my bank. Had to take out all the spaces by hand.",
        ),
        once(
          "IBAN field doesn't take spaces, so copy and paste never works. Small thing but cost me a quarter of an hour and a phone call.",
        ),
        once("'Please enter a valid IBAN'. I have been with the same bank since 1989 thank you very much."),
      ],
      de: [
        "Die IBAN wird als ungültig abgelehnt, obwohl sie stimmt. Ohne Leerzeichen geht es dann doch. Das muss man erst mal wissen.",
        "SEPA-Lastschrift einrichten klappt nicht, Fehlermeldung bei der IBAN. Habe sie dreimal verglichen, sie ist richtig.",
        tiny("iban ungültig???"),
        'Wenn ich die IBAN aus dem Onlinebanking kopiere (mit Leerzeichen), sagt die Kasse "ungültig". Bitte ' +
          "die Leerzeichen einfach selbst entfernen, das kann jede andere Seite auch.",
      ],
      fr: [
        "Mon IBAN est refusé quand je le colle avec les espaces. En les enlevant un par un, ça passe. Pas très pratique.",
        "Prélèvement impossible à mettre en place, « IBAN non valide », alors que je l'utilise partout ailleurs.",
      ],
      es: [
        "No me deja poner el IBAN con espacios, dice que no es válido. Sin espacios sí. Podría indicarlo en algún sitio.",
      ],
    },
  },
  {
    id: "voucher-lost",
    name: "Voucher disappears when the delivery slot is changed afterwards",
    component: "checkout",
    type: "functional",
    severity: "minor",
    startHour: 10,
    peakHour: 30,
    fadeHour: 96,
    weight: 12,
    page: "/checkout/summary",
    route: "/v2/checkout/vouchers",
    titles: {
      en: ["Voucher gone at the last step", "Welcome code not deducted"],
      de: ["Gutschein verschwindet", "Gutscheincode wird nicht abgezogen"],
      fr: ["Le bon de réduction disparaît"],
      es: ["El cupón desaparece al final"],
    },
    texts: {
      en: [
        "Entered the WELCOME2 voucher, it showed minus {amount}, then I picked a different delivery slot and " +
          "the voucher was gone. Paid full price on {order}.",
        "voucher code says 'already used'. I haven't used it, I only changed the time window and it fell off.",
        once(
          "Your mail promised 20 off the first order in the new shop. The code worked and then it didn't. I would like my 20 please.",
        ),
        tiny("voucher vanished"),
      ],
      de: [
        'Gutschein eingegeben, war abgezogen, dann Lieferfenster geändert und weg war er. Erneut eingeben: "bereits eingelöst".',
        "Der Willkommensgutschein aus Ihrer Mail wurde bei {order} nicht berücksichtigt, obwohl er in der Kasse zuerst zu sehen war.",
      ],
      fr: [
        "Le code de bienvenue était bien déduit, puis j'ai changé le créneau de livraison et il a disparu. Ensuite « code déjà utilisé ».",
        "Bon de réduction perdu à la dernière étape, commande {order}. Pouvez-vous créditer {amount} ?",
      ],
      es: [
        "Puse el cupón, se descontó, cambié la franja de entrega y desapareció. Ahora dice que ya está usado.",
      ],
    },
  },
];
