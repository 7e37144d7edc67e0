import { dev, exec, long, once, tiny, plainReport, when, type Problem } from "../problem";

export const SIGN_IN_PROBLEMS: readonly Problem[] = [
  {
    id: "sso-loop",
    name: "Company sign-in bounces between the identity provider and the shop without end",
    component: "sign-in",
    type: "technical",
    severity: "critical",
    startHour: 0.4,
    peakHour: 3,
    fadeHour: 44,
    weight: 62,
    page: "/sign-in/company",
    route: "/v2/sso/callback",
    trace: { method: "POST", route: "/v2/sso/callback", status: 401, count: 80 },
    titles: {
      en: [
        "Nobody in our company can sign in",
        "SSO redirects in a loop",
        "Login loop since the new version",
        "Locked out of ordering",
      ],
      de: ["SSO-Anmeldung läuft im Kreis", "Niemand bei uns kann sich anmelden", "Endlosschleife beim Login"],
      fr: ["Connexion SSO en boucle", "Personne ne peut se connecter"],
      es: ["El inicio de sesión entra en bucle", "Nadie de la empresa puede entrar"],
    },
    texts: {
      en: [
        "Company login sends me round and round between our login page and yours.",
        "'Continue with your company' never ends. I gave up after the tenth redirect.",
        "SSO sign-in fails for everyone at {shop} since the new version went live.",
        "After I approve the sign-in on my phone the page reloads and asks me to sign in again.",
        "Too many redirects on {browser}, also after clearing everything.",
        "We can't log in with our company account. No error, it simply starts over.",
        once("I now know the loading animation by heart: leaf, carrot, leaf, carrot. Let me in please."),
        tiny("sso broken"),
        tiny("locked out"),
        "Company sign-in goes round in circles. I type my mail, Microsoft says welcome, back to Larderline, " +
          "back to Microsoft, and so on until the browser gives up with 'too many redirects'.",
        when(
          0,
          11,
          "None of our 14 shops can log in since this morning. SSO just loops. Nobody can order. Please call me, {name}, {shop}.",
        ),
        tiny("login loop"),
        tiny("cant sign in, keeps going back to the same page"),
        "It lets me in with the password account but not with the company button. The company button sends me " +
          "to our Okta, I approve, and then I am on your login page again like nothing happened. Cleared cookies, " +
          "tried {browser}, tried private window.",
        dev(
          "OIDC callback 401 invalid_state, infinite redirect",
          "Our users hit an infinite redirect after the IdP (Entra ID, OIDC). The callback answers 401 with " +
            "error=invalid_state and your front end immediately starts a new authorization request. Two request " +
            "ids: {requestId} at {time} local. State cookie is set on app.larderline.example but the callback is " +
            "served from id.larderline.example, so it never gets sent. Please check the cookie domain.",
        ),
        when(
          0,
          9,
          exec(
            "All branches locked out",
            "Since eight this morning not one of our people can get into Larderline through company sign-in. We " +
              "have 31 restaurants without an order for tomorrow. I was told this launch had been tested. I want " +
              "to hear from someone with authority within the hour.\n{name}\n{shop}",
          ),
        ),
        once(
          "Can't get in. Says 'signing you in…' then flashes then 'signing you in…' again. My chef is shouting " +
            "at me, we need fish for tomorrow!",
        ),
        long(
          "Unable to sign in since the change-over",
          "Dear Larderline team,\n\nI look after purchasing for our hotel and two of our restaurants. Since the " +
            'change-over I am unable to sign in by the "Continue with your company" button. I have tried the ' +
            "office computer, my own laptop and the tablet in the kitchen, all with the same outcome: the page of " +
            "our IT department appears for a second, then yours, then ours, in a never-ending circle.\n\nOur IT " +
            "says everything is green on their side and that the sign-in is logged as successful. Could you " +
            "please let me know how we are supposed to order in the meantime? We still have the old phone number " +
            "of {supplier}, but I would rather not.\n\nWith kind regards,\n{name}",
        ),
        "again the redirect loop. it worked ONCE at 6 in the morning and then never again. {browser} on Windows.",
        once(
          "we are 6 people at {shop} and all 6 have the same problem with the company login. with private mail " +
            "it works but then no prices and no payment by invoice",
        ),
        once(
          "Two-factor goes through fine (Google Workspace), then ERR_TOO_MANY_REDIRECTS on " +
            "id.larderline.example. Support bot told me to restart my router. Really?",
        ),
      ],
      de: [
        "Firmenlogin dreht sich im Kreis, bei allen Kollegen von {shop}.",
        "Nach der Freigabe am Handy lande ich wieder auf der Anmeldeseite, immer wieder.",
        '"Zu viele Weiterleitungen" bei der Anmeldung mit dem Firmenkonto, {browser}.',
        tiny("komme nicht rein"),
        "Die Anmeldung über die Firma läuft in einer Endlosschleife. Microsoft-Login ok, zurück zu Larderline, " +
          "wieder zu Microsoft usw. Niemand von uns kommt rein.",
        "SSO geht nicht!! Alle 9 Filialen stehen. Wir müssen bis 22 Uhr bestellen. Bitte DRINGEND.",
        tiny("login geht im kreis"),
        "Seit der Umstellung kann sich bei uns keiner mehr anmelden. Nach der Freigabe im Authenticator kommt " +
          "wieder die Anmeldeseite, egal welcher Browser. Unsere IT sagt, auf ihrer Seite ist die Anmeldung " +
          "erfolgreich.",
        long(
          "Anmeldung über Firmenkonto nicht möglich",
          "Guten Tag,\n\nwir sind ein Familienbetrieb mit drei Bäckereien und nutzen seit dem Frühjahr die " +
            "Firmenanmeldung über Google. Seit heute früh werden meine Mitarbeiterinnen nach der Anmeldung sofort " +
            "wieder auf die Startseite geworfen. Meine Tochter hat mir erklärt, das sei eine " +
            '"Umleitungsschleife". Mir ist egal wie es heißt, ich brauche Mehl.\n\nBitte rufen Sie mich an, ich ' +
            "bin ab vier Uhr morgens in der Backstube.\n{name}",
        ),
        dev(
          "SSO-Callback 401 invalid_state",
          "Callback /v2/sso/callback liefert 401 invalid_state (Request-ID {requestId}). Cookie wird offenbar " +
            "für die falsche Domain gesetzt, im Netzwerk-Tab fehlt es beim Rücksprung. IdP: Keycloak 24, OIDC. " +
            "Mit SAML dasselbe Bild.",
        ),
      ],
      fr: [
        "Le bouton « Continuer avec votre entreprise » me ramène toujours à la page de connexion.",
        "Trop de redirections à la connexion, sur {browser} et sur le téléphone.",
        "La connexion avec le compte de l'entreprise tourne en boucle : Microsoft, Larderline, Microsoft, " +
          "Larderline… « trop de redirections ». Personne ne peut commander.",
        when(
          0,
          11,
          "Impossible de se connecter depuis ce matin, aucun de nos 5 restaurants. C'est URGENT, la commande doit partir ce soir.",
        ),
        tiny("connexion en boucle"),
        "Bonjour, après validation de notre SSO je reviens toujours sur la page de connexion. J'ai vidé le " +
          "cache, essayé {browser}, rien n'y fait.",
      ],
      es: [
        "Con la cuenta de la empresa entro en un bucle sin fin, con {browser} y con el móvil.",
        "Después de aprobar en el móvil vuelve a pedirme que inicie sesión, una y otra vez.",
        "El acceso con la cuenta de empresa no termina nunca, vuelve siempre a la misma página. Ninguna de nuestras tiendas puede pedir.",
        "Imposible iniciar sesión con SSO. Me manda a Microsoft, vuelve y otra vez. Llevamos así desde las {time}.",
        tiny("no puedo entrar"),
      ],
    },
  },
  {
    id: "reset-mail-late",
    name: "Password reset mails arrive after their link has expired",
    component: "sign-in",
    type: "functional",
    severity: "major",
    startHour: 0.5,
    peakHour: 6,
    fadeHour: 70,
    weight: 34,
    page: "/sign-in/reset",
    route: "/v2/sessions/reset",
    trace: { method: "POST", route: "/v2/sessions/reset", status: 410, count: 30 },
    titles: {
      en: ["Reset link always expired", "Password mail comes too late", "Cannot set a new password"],
      de: ["Passwort-Link abgelaufen", "Kennwort-Mail kommt zu spät"],
      fr: ["Lien de réinitialisation expiré"],
      es: ["El enlace de la contraseña ha caducado"],
    },
    texts: {
      en: [
        "Password reset link says 'expired' although the mail arrived a minute ago.",
        "The reset mail takes about an hour to get here. By then the link has run out.",
        "Can't choose a new password, every link you send is too old.",
        tiny("no reset email"),
        "You made everyone choose a new password, fine, but the mail takes an hour and the link is only good " +
          "for 30 minutes. Every single one says expired.",
        tiny("reset link expired again"),
        "Requested a new password four times. Four mails came together just now, all expired.",
        "I have asked for the password mail at {time} and nothing came. Not in spam either. Then two hours " +
          "later it came and the link does not work any more.",
        once(
          "hello i am the owner of {shop}, 71 years old, my grandson helps me with the computer. the letter " +
            "with the link for the new password says it is too old but i just got it??",
        ),
        dev(
          "Reset mail delay ~50 min",
          "Mail headers show that the reset message left your relay 52 minutes after the request, TTL in the " +
            "link is 1800 s. POST /v2/sessions/reset gives 410 Gone ({requestId}). Either raise the TTL or look " +
            "at the mail queue.",
        ),
        "Old password doesn't work any more and the new one can't be set because the link is dead on arrival. So how do I get in please",
        when(
          4,
          96,
          plainReport(
            "Password reset does not work",
            "Your reset mail is in my inbox, sent at four minutes past, arrived an hour and a quarter later. " +
              "The link was good for half an hour. You see the problem.",
          ),
        ),
      ],
      de: [
        "Link zum Passwort abgelaufen, kaum dass die Mail da ist.",
        "Die Mail zum Zurücksetzen braucht eine Stunde, der Link hält nur dreißig Minuten.",
        "Der Link zum Zurücksetzen des Passworts ist immer schon abgelaufen, wenn die Mail endlich ankommt. Zum vierten Mal jetzt.",
        "Passwort-Mail kam nach 70 Minuten, Link nur 30 Minuten gültig. So kann das nicht funktionieren.",
        'Neues Kennwort soll ich vergeben, der Link sagt "ungültig oder abgelaufen". Habe ihn zwei Minuten nach Erhalt angeklickt!',
        tiny("passwort mail kommt nicht"),
      ],
      fr: [
        "Le lien pour changer le mot de passe est déjà expiré quand le mail arrive. J'ai essayé trois fois ce matin.",
        "Je reçois le mail de réinitialisation plus d'une heure après la demande. « Ce lien n'est plus valable ». Comment faire ?",
      ],
      es: [
        "El enlace para cambiar la contraseña siempre sale caducado.",
        tiny("no llega el correo"),
        "El correo para la nueva contraseña llega tarde y el enlace ya no vale. Cuatro intentos.",
        "Pedí el cambio de contraseña a las {time} y llegó una hora después, caducado.",
      ],
    },
  },
  {
    id: "signed-out-early",
    name: "Sessions end after about ten minutes of typing",
    component: "sign-in",
    type: "functional",
    severity: "minor",
    startHour: 4,
    peakHour: 28,
    fadeHour: 96,
    weight: 24,
    page: "/baskets/current",
    route: "/v2/sessions/refresh",
    trace: { method: "POST", route: "/v2/sessions/refresh", status: 401, count: 26 },
    titles: {
      en: ["Logged out all the time", "Session too short"],
      de: ["Werde ständig abgemeldet"],
      fr: ["Déconnecté sans arrêt"],
      es: ["Se cierra la sesión cada poco"],
    },
    texts: {
      en: [
        "I get logged out every ten minutes. I walk into the cold store to count, come back, sign in again. Six times for one order.",
        tiny("keeps logging me out"),
        "'Your session has ended, please sign in.' Could it maybe wait until I've finished? The tablet hangs on " +
          "the kitchen wall and nobody wants to type a password with wet hands.",
        "Logged out again while I was on the phone with the supplier. {browser}, {time}.",
        "The stay signed in box does nothing, ticked or not I am out after a few minutes",
        dev(
          "Refresh token rejected",
          "POST /v2/sessions/refresh answers 401 'token already rotated' when two tabs refresh at the same time " +
            "({requestId}). The second tab then signs both out. Suggest a grace window for rotation.",
        ),
      ],
      de: [
        "Ständig werde ich abgemeldet, alle paar Minuten. Beim Zählen im Kühlhaus bin ich halt mal zehn Minuten weg.",
        'Sitzung abgelaufen, Sitzung abgelaufen, Sitzung abgelaufen. "Angemeldet bleiben" ist angehakt!',
        "Wenn ich zwei Fenster offen habe (Bestellung und Rechnungen), fliege ich in beiden raus.",
      ],
      fr: [
        "Je suis déconnectée toutes les dix minutes, même en cochant « rester connecté ». Très pénible en plein service.",
        "La session se ferme pendant que je compte le stock. Il faut tout recommencer.",
      ],
      es: [
        "Me saca de la sesión cada diez minutos. Con las manos mojadas en la cocina no estoy para poner contraseñas.",
      ],
    },
  },
  {
    id: "invite-no-rights",
    name: "Invited colleagues get no ordering rights and see no prices",
    component: "sign-in",
    type: "functional",
    severity: "minor",
    startHour: 8,
    peakHour: 32,
    fadeHour: 96,
    weight: 14,
    page: "/settings/team",
    route: "/v2/members",
    titles: {
      en: ["New colleague cannot order", "Invited users see no prices"],
      de: ["Eingeladene Kollegin sieht keine Preise"],
      fr: ["Collègue invité sans droits"],
      es: ["Mi compañero no ve los precios"],
    },
    texts: {
      en: [
        "I invited my sous-chef as 'Buyer' and he can look but not order. All prices show as a dash.",
        "New member has the right role on the team page but the app says 'ask your administrator'. I AM the administrator.",
        "Invited two people, one works and one doesn't, same role. The one that doesn't had an account in the old shop, maybe that's it?",
        once(
          "Permissions of the people we moved over from the old shop are all 'viewer' now. Had to change 23 by " +
            "hand and even then some still cannot place orders.",
        ),
        tiny("colleague has no prices"),
      ],
      de: [
        "Meine Mitarbeiterin wurde als Einkäuferin eingeladen, sieht aber keine Preise und kann nichts bestellen.",
        'Berechtigungen stimmen nicht: Rolle "Einkauf" gesetzt, trotzdem nur Leserechte. Betrifft die Kollegen, ' +
          "die schon im alten Shop waren.",
        'Einladung angenommen, danach leere Seite mit "Kein Zugriff". {browser}.',
      ],
      fr: [
        "Mon second a accepté l'invitation mais il ne voit aucun prix et ne peut pas commander. Pourtant il est « Acheteur ».",
      ],
      es: ["He invitado a mi compañera con permiso de compra y no le salen los precios. A mí sí."],
    },
  },
];
