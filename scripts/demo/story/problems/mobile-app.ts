import { dev, once, tiny, told, type Problem } from "../problem";

export const MOBILE_PROBLEMS: readonly Problem[] = [
  {
    id: "scan-crash", name: "The app crashes when the barcode scanner opens on Samsung and Android 12",
    component: "mobile-app", type: "technical", severity: "major",
    startHour: 0.7, peakHour: 7, fadeHour: 78, weight: 36, device: "samsung", page: "app://scan", route: "/v2/scan",
    titles: {
      en: ["App crashes on scan", "Scanner closes the app", "App keeps closing"],
      de: ["App stürzt beim Scannen ab", "Scanner funktioniert nicht"],
      fr: ["L'appli plante au scan"],
      es: ["La app se cierra al escanear"],
    },
    texts: {
      en: [
        "The moment the camera opens for scanning, the app is gone. {device}.",
        "Scanning doesn't work on any of our Samsung phones, the app just shuts.",
        "Barcode button makes the app crash, version {version}.",
        tiny("keeps crashing"),
        tiny("scan = crash"),
        "App crashes the second I tap scan. {device}, app {version}.",
        tiny("crash"),
        tiny("app crashes on scan"),
        tiny("scanner dead"),
        "every time i open the barcode scanner the app closes. reinstalled twice, restarted the phone, same",
        "I scan the shelves to order, that's how we've always done it. With the new app the camera opens for half a second and then I am back on my home screen.",
        "Samsung tablet from the stock room: scan, black screen, gone. My colleague's iPhone is fine. {version}",
        dev("Crash: CameraAccessException on Android 12", "Stack from our MDM: java.lang.IllegalStateException: CameraX not bound, at com.larderline.scan.ScanFragment.onResume(ScanFragment.kt:88). {device}, app {version}, Android 12. 100 % reproducible with camera permission 'only this time'."),
        once("It crashed 5 times during one order and each time I had to find the place again. 30 products by hand then. Great."),
        told("Barcode scanning not possible", "Since the update on the launch day none of our six handhelds can scan. All of them are Samsung XCover 5. App opens, scan button, app gone. Work-around is typing EAN codes, 13 digits, in a freezer, with gloves."),
      ],
      de: [
        "Sobald die Kamera zum Scannen aufgeht, schließt sich die App. {device}.",
        "Scannen unmöglich, die App beendet sich jedes Mal.",
        tiny("scanner kaputt"),
        "App stürzt beim Scannen sofort ab. {device}, Version {version}.",
        tiny("app stürzt ab"),
        "Barcode-Scanner öffnet kurz die Kamera und dann ist die App weg. Neu installiert, hilft nicht.",
        "Wir bestellen nur mit dem Scanner. Alle vier Geräte (Samsung) stürzen ab. Bitte schnell, wir tippen hier EAN-Nummern ab.",
        "scannen geht nicht app schließt sich immer wieder",
      ],
      fr: [
        "Dès que la caméra s'ouvre pour scanner, l'appli se ferme. {device}.",
        "L'application se ferme dès que je lance le scan. {device}.",
        "Plante à chaque scan de code-barres depuis la nouvelle version. Réinstallée deux fois.",
        tiny("ça plante"),
      ],
      es: [
        "La aplicación se cierra al abrir el escáner. {device}, versión {version}.",
        "No se puede escanear, se cierra sola. Todos nuestros móviles son Samsung.",
        tiny("se cierra"),
      ],
    },
  },
  {
    id: "push-flood", name: "The same push notification arrives many times, also at night",
    component: "mobile-app", type: "functional", severity: "minor",
    startHour: 18, peakHour: 27, fadeHour: 90, weight: 17, device: "phone", page: "app://settings/notifications", route: "/v2/devices/notifications",
    titles: {
      en: ["Notifications at 3 in the morning", "Same push message 20 times"],
      de: ["Push-Nachrichten mitten in der Nacht"],
      fr: ["Notifications la nuit"],
      es: ["Notificaciones de madrugada"],
    },
    texts: {
      en: [
        once("Your app woke me up at 3:12 to tell me that my order was sent. I knew that. I sent it at nine. And it told me eleven times."),
        "'Your delivery is on its way' x 17. It is still the same delivery.",
        tiny("stop the notifications!!"),
        "Push notifications cannot be switched off, the switch goes back on by itself.",
        once("My phone has been buzzing all night. My wife asked who Larderline is. 😅"),
      ],
      de: [
        "Push-Nachrichten um halb vier nachts, und dann jede siebenmal. Ich stehe um fünf auf, ich brauche die Stunde.",
        "Gleiche Mitteilung zwölf mal hintereinander: \"Ihre Bestellung wurde übermittelt\".",
        "Mitteilungen abgeschaltet, kommen trotzdem. Schalter springt zurück.",
      ],
      fr: [
        once("Réveillé à 3h par votre application, quinze fois la même notification. Non merci."),
        "Impossible de désactiver les notifications, le réglage revient tout seul.",
      ],
      es: [
        "Me llegan las notificaciones repetidas, diez veces la misma, y de madrugada.",
      ],
    },
  },
  {
    id: "battery-drain", name: "The app drains the battery in the background",
    component: "mobile-app", type: "performance", severity: "minor",
    startHour: 22, peakHour: 46, fadeHour: 96, weight: 12, device: "phone", page: "app://home", route: "/v2/sync",
    titles: {
      en: ["App eats my battery"],
      de: ["App leert den Akku"],
      fr: ["Batterie vidée par l'appli"],
      es: ["La app gasta mucha batería"],
    },
    texts: {
      en: [
        "Battery at 20 % by noon since your update. Settings say Larderline 54 %, background.",
        tiny("battery drain"),
        "phone gets hot in my pocket with the app open. {device}",
        "The app syncs every few seconds even when nothing is open, I can see it in the data usage: 1.3 GB in two days.",
      ],
      de: [
        "Die App frisst den Akku leer, {device}, mittags schon unter 30 %.",
        "Handy wird heiß, seit die neue App drauf ist. Hintergrundaktivität 60 %.",
      ],
      fr: [
        "La batterie de mon téléphone fond depuis la mise à jour, 50 % pour Larderline en arrière-plan.",
      ],
      es: [
        "Desde la nueva versión la batería no llega ni al mediodía. {device}.",
      ],
    },
  },
  {
    id: "tablet-landscape", name: "On tablets in landscape the order button hides behind the navigation bar",
    component: "mobile-app", type: "usability", severity: "minor",
    startHour: 2, peakHour: 18, fadeHour: 96, weight: 11, device: "phone", page: "app://basket",
    titles: {
      en: ["Order button hidden on iPad"],
      de: ["Bestellknopf auf dem iPad verdeckt"],
      fr: ["Bouton caché sur tablette"],
      es: ["Botón oculto en la tableta"],
    },
    texts: {
      en: [
        "On the iPad held sideways the Order button is half hidden under the bar at the bottom. Turn it upright and it's there.",
        once("tablet on the wall is landscape, cant reach the button. have to take it off the wall to order, very funny"),
        "Layout is broken on my tablet, the last line of the basket and the button are cut off.",
        "Buttons under each other on {device} in landscape, the lowest one can only be hit with a pencil.",
      ],
      de: [
        "Auf dem iPad im Querformat ist der Bestellknopf halb verdeckt. Unser Tablet hängt quer an der Wand.",
        "Im Querformat kommt man nicht an den Knopf unten. {device}.",
      ],
      fr: [
        "Sur la tablette en mode paysage le bouton « Commander » est caché sous la barre du bas.",
      ],
      es: [
        "En el iPad apaisado no se ve entero el botón de pedir.",
      ],
    },
  },
  {
    id: "dark-mode-contrast", name: "Grey on black prices in dark mode",
    component: "mobile-app", type: "usability", severity: "cosmetic",
    startHour: 8, peakHour: 30, fadeHour: 96, weight: 8, device: "phone", page: "app://products",
    titles: {
      en: ["Can't read prices in dark mode"],
      de: ["Dunkelmodus: Preise kaum lesbar"],
      fr: ["Mode sombre illisible"],
      es: ["Modo oscuro poco legible"],
    },
    texts: {
      en: [
        once("Dark mode: prices are dark grey on black. I am 62. Please."),
        "the dark theme is nice but the price font is nearly invisible, had to turn brightness to full",
        "In the dark theme the green 'in stock' dot can't be told from the grey one. {device}.",
        "Dark mode looks odd, white flashes between pages and the little icons vanish.",
      ],
      de: [
        "Im Dunkelmodus sind die Preise dunkelgrau auf schwarz, kaum zu lesen.",
        "Schriftfarbe im dunklen Design bitte heller machen. Ist nur Optik, stört aber.",
      ],
      fr: [
        "En mode sombre, les prix sont gris foncé sur noir. Pas lisible dans une réserve mal éclairée.",
      ],
      es: [
        "En el modo oscuro los precios casi no se ven.",
      ],
    },
  },
  {
    id: "offline-doubles", name: "Lines counted offline are added twice when the phone is back online",
    component: "mobile-app", type: "functional", severity: "major",
    startHour: 20.5, peakHour: 29, fadeHour: 94, weight: 16, device: "phone", page: "app://basket", route: "/v2/sync",
    trace: { method: "POST", route: "/v2/sync", status: 409, count: 18 },
    titles: {
      en: ["Everything doubled after coming out of the cellar", "Offline quantities doubled"],
      de: ["Mengen nach Offline doppelt"],
      fr: ["Quantités doublées après le hors-ligne"],
      es: ["Cantidades dobles al volver la conexión"],
    },
    texts: {
      en: [
        "No signal in our cellar. I count there, come up, and every quantity is doubled. 24 kegs instead of 12. We noticed at the door.",
        "Offline mode adds the lines twice when it syncs. Sent back half a van today.",
        tiny("quantities doubled after sync"),
        "when the wifi comes back the basket goes from 30 to 60 items. same products twice",
        dev("POST /v2/sync applies the offline queue twice", "After a reconnect the app posts the same offline batch twice within 2 s; the first answers 200, the second 409 but is applied as well ({requestId}). Batch id is the same in both."),
        "Doubled order after being offline, {order}, {amount} too much. Who pays for the return trip?",
      ],
      de: [
        "Im Keller kein Empfang, also offline gezählt. Oben angekommen waren alle Mengen doppelt. 20 Kisten statt 10!",
        "Offline-Modus verdoppelt die Bestellung beim Synchronisieren. {order}.",
        "Nach dem Kühlhaus (kein WLAN) steht alles zweimal im Warenkorb.",
      ],
      fr: [
        "Pas de réseau à la cave. En remontant, toutes les quantités ont doublé. J'ai reçu deux fois la commande {order}.",
        "Le mode hors-ligne compte tout en double à la reconnexion.",
      ],
      es: [
        "Sin cobertura en el sótano; al subir se han duplicado todas las cantidades del pedido {order}.",
      ],
    },
  },
];
