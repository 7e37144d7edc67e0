/** Short reports as users of a launched product write them, by what they are about; written for this project. */
export const SHORT_REPORTS: readonly {
  readonly about: string;
  readonly type:
    "functional" | "technical" | "performance" | "usability" | "integration" | "question" | "wish" | "praise";
  readonly texts: readonly (readonly [language: string, text: string])[];
}[] = [
  {
    about: "charged twice",
    type: "functional",
    texts: [
      ["en", "I was charged twice!!"],
      ["en", "My card was billed two times for the same order"],
      ["en", "double charge on my credit card"],
      ["en", "You debited my account twice for order 20418"],
      ["de", "Mir wurde der Betrag doppelt abgebucht"],
      ["de", "Meine Karte wurde zweimal belastet"],
      ["fr", "J'ai été débité deux fois sur ma carte"],
      ["es", "Me cobraron dos veces en la tarjeta"],
    ],
  },
  {
    about: "cannot sign in",
    type: "technical",
    texts: [
      ["en", "I can't log in anymore"],
      ["en", "Login doesn't work since the update"],
      ["en", "Sign in is broken for me"],
      ["en", "cannot login, it just reloads the login page"],
      ["de", "Login geht nicht mehr seit dem Update"],
      ["de", "Ich kann mich nicht anmelden"],
      ["fr", "La connexion ne marche plus depuis la mise à jour"],
      ["es", "No puedo iniciar sesión desde la actualización"],
    ],
  },
  {
    about: "password mail missing",
    type: "functional",
    texts: [
      ["en", "I never receive the password reset email"],
      ["en", "The reset mail for my password does not arrive"],
      ["de", "Die E-Mail zum Zurücksetzen des Passworts kommt nicht an"],
      ["fr", "Je ne reçois pas l'e-mail de réinitialisation du mot de passe"],
    ],
  },
  {
    about: "export csv",
    type: "wish",
    texts: [
      ["en", "Would be nice to export CSV"],
      ["en", "Please add a CSV export for the order list"],
      ["en", "It would be great if I could export the orders as csv"],
      ["de", "Ein CSV-Export der Bestellungen wäre toll"],
      ["fr", "Ce serait bien de pouvoir exporter en CSV"],
    ],
  },
  {
    about: "change address",
    type: "question",
    texts: [
      ["en", "How do I change my address?"],
      ["en", "Where can I update my delivery address?"],
      ["de", "Wo kann ich meine Adresse ändern?"],
      ["es", "¿Cómo cambio mi dirección?"],
    ],
  },
  {
    about: "slow search",
    type: "performance",
    texts: [
      ["en", "Search is very slow"],
      ["en", "The search takes forever to load"],
      ["en", "searching for products takes 20 seconds, slow"],
      ["de", "Die Suche ist extrem langsam"],
      ["fr", "La recherche est très lente"],
    ],
  },
  {
    about: "slow dashboard",
    type: "performance",
    texts: [
      ["en", "The dashboard loads very slowly"],
      ["en", "dashboard is so slow this morning"],
      ["de", "Das Dashboard lädt sehr langsam"],
    ],
  },
  {
    about: "invoice pdf empty",
    type: "functional",
    texts: [
      ["en", "The invoice PDF is empty"],
      ["en", "Downloaded invoice pdf is blank"],
      ["en", "blank pages in the PDF invoice"],
      ["de", "Die Rechnung als PDF ist leer"],
      ["es", "La factura en PDF está vacía"],
    ],
  },
  {
    about: "wrong total",
    type: "functional",
    texts: [
      ["en", "The total on the invoice is wrong"],
      ["en", "Invoice shows a wrong total amount"],
      ["de", "Die Summe auf der Rechnung ist falsch"],
    ],
  },
  {
    about: "photo upload",
    type: "technical",
    texts: [
      ["en", "Uploading photos fails"],
      ["en", "I get an error when I upload a picture"],
      ["en", "photo upload does not work on my phone"],
      ["de", "Hochladen von Fotos schlägt fehl"],
      ["fr", "Impossible de téléverser une photo, erreur"],
    ],
  },
  {
    about: "app crash on start",
    type: "technical",
    texts: [
      ["en", "The app crashes when I open it"],
      ["en", "App crashes right at start on Android"],
      ["de", "Die App stürzt beim Starten ab"],
      ["es", "La aplicación se cierra al abrirla, crash"],
    ],
  },
  {
    about: "voucher rejected",
    type: "functional",
    texts: [
      ["en", "My voucher code is not accepted"],
      ["en", "discount code rejected at checkout"],
      ["de", "Gutscheincode wird nicht akzeptiert"],
      ["fr", "Mon code promo est refusé"],
    ],
  },
  {
    about: "dark mode",
    type: "wish",
    texts: [
      ["en", "Please add dark mode"],
      ["en", "A dark mode would be nice"],
      ["de", "Ich wünsche mir einen Dunkelmodus"],
      ["es", "Me gustaría un modo oscuro"],
    ],
  },
  {
    about: "small text",
    type: "usability",
    texts: [
      ["en", "The text is far too small to read"],
      ["en", "Font size too small, hard to read"],
      ["de", "Die Schrift ist viel zu klein"],
    ],
  },
  {
    about: "sync calendar",
    type: "integration",
    texts: [
      ["en", "Calendar sync with Google stopped"],
      ["en", "Google calendar no longer syncs"],
      ["de", "Die Synchronisation mit Google Kalender geht nicht"],
    ],
  },
  {
    about: "cancel order",
    type: "question",
    texts: [
      ["en", "How can I cancel my order?"],
      ["en", "Is it possible to cancel an order?"],
      ["de", "Wie kann ich meine Bestellung stornieren?"],
    ],
  },
  {
    about: "timezone wrong",
    type: "functional",
    texts: [
      ["en", "Appointments are shown one hour off"],
      ["en", "Wrong time zone in my appointments"],
      ["de", "Termine werden in der falschen Zeitzone angezeigt"],
    ],
  },
  {
    about: "checkout button",
    type: "functional",
    texts: [
      ["en", "The checkout button does nothing"],
      ["en", "Clicking the checkout button has no effect"],
      ["de", "Der Button an der Kasse reagiert nicht"],
    ],
  },
  {
    about: "login button colour",
    type: "usability",
    texts: [["en", "The login button is hard to see on the page"]],
  },
  {
    about: "refund missing",
    type: "functional",
    texts: [
      ["en", "I still have not got my refund"],
      ["en", "Refund not received after two weeks"],
      ["de", "Die Rückerstattung ist noch nicht da"],
    ],
  },
  {
    about: "praise design",
    type: "praise",
    texts: [
      ["en", "Love the new design"],
      ["en", "The new design is great, well done"],
      ["de", "Das neue Design ist super"],
    ],
  },
];
