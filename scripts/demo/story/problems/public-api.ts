import { dev, when, type Problem } from "../problem";

export const API_PROBLEMS: readonly Problem[] = [
  {
    id: "webhook-signature",
    name: "Webhook signatures do not verify because the body is re-serialised",
    component: "public-api",
    type: "integration",
    severity: "major",
    startHour: 1.5,
    peakHour: 10,
    fadeHour: 86,
    weight: 17,
    page: "/developers/webhooks",
    route: "/v2/webhooks/{id}/deliveries",
    titles: {
      en: ["Webhook signature never matches", "All v2 webhooks rejected"],
      de: ["Webhook-Signatur stimmt nicht"],
      fr: ["Signature des webhooks invalide"],
      es: ["La firma de los webhooks no coincide"],
    },
    texts: {
      en: [
        dev(
          "Webhook signature mismatch on order.updated",
          "Signatures on order.updated never verify, order.created is fine. I compared byte by byte: what you " +
            "sign has the keys in another order than what you send. Secret rotated twice, no change. Node 22, " +
            "standardwebhooks 1.1.",
        ),
        dev(
          "v2 webhooks fail verification when a name has an umlaut",
          'Verification fails for any payload with a non-ASCII character, e.g. supplier "Kessler Gemüse". You ' +
            "seem to sign the escaped form (\\u00fc) and send the raw one.",
        ),
        dev(
          "Webhook retries stop after one attempt",
          "Docs say 10 attempts over 3 days. We answered 503 once during a deploy and never got that event " +
            "again. Event list in the dashboard shows 'exhausted' after a single try.",
        ),
        "our stock system does not get the order events any more since the new api, the man who made it says " +
          "the signature is wrong on your side",
        dev(
          "Timestamp header in milliseconds",
          "webhook-timestamp is in ms, the library and your docs expect seconds, so everything is rejected as " +
            "too old (or rather, from the year 57000).",
        ),
        dev(
          "Signature works in sandbox, not in production",
          "Same code, same library. In the sandbox the signature verifies, in production it doesn't. We've " +
            "switched verification off for now, which I hate.",
        ),
      ],
      de: [
        dev(
          "Webhook-Signatur ungültig",
          "Seit v2 lässt sich die Signatur der Webhooks nicht prüfen, sobald Umlaute im Body sind. Bei reinem " +
            "ASCII passt sie. Wir mussten die Prüfung vorerst abschalten.",
        ),
        "Unsere Warenwirtschaft bekommt keine Bestellbestätigungen mehr über die Schnittstelle. Der Dienstleister sagt: Signaturfehler.",
      ],
      fr: [
        dev(
          "Signature webhook incorrecte",
          "La signature HMAC des webhooks order.updated ne correspond jamais au corps reçu. order.created " +
            "passe. Secret régénéré, même résultat.",
        ),
      ],
      es: [
        dev(
          "Firma de webhook no válida",
          "La firma de order.updated no valida cuando hay tildes en el contenido. Con texto ASCII sí. ¿Firmáis antes de serializar?",
        ),
      ],
    },
  },
  {
    id: "rate-limit-low",
    name: "Partners run into 429 because the limit counts per key and not per shop",
    component: "public-api",
    type: "integration",
    severity: "major",
    startHour: 3,
    peakHour: 13,
    fadeHour: 92,
    weight: 19,
    page: "/developers/limits",
    route: "/v2/events",
    trace: { method: "GET", route: "/v2/events", status: 429, count: 60 },
    titles: {
      en: ["429 with 38 shops behind one key", "Rate limit far too low"],
      de: ["Rate-Limit zu niedrig"],
      fr: ["Erreur 429 en permanence"],
      es: ["Límite de peticiones demasiado bajo"],
    },
    texts: {
      en: [
        dev(
          "429 Too Many Requests since v2",
          "v1 allowed 600/min per shop, v2 apparently 100/min per key. We are one key for 38 shops. Everything " +
            "after 8 a.m. is 429. Request {requestId}, x-ratelimit-limit: 100.",
        ),
        dev(
          "Rate limit headers contradict each other",
          "429 with x-ratelimit-remaining: 57 in the same response ({requestId}). Which of the two is lying?",
        ),
        dev(
          "Polling /v2/events gets 429 within seconds",
          "Your docs recommend polling /v2/events every 2 s per shop. With 60 shops that's 1,800/min and the " +
            "limit is 100. Either the docs or the limit is wrong.",
        ),
        "till says TOO MANY REQUESTS all morning and orders don't come through to the kitchen printer",
        when(
          21,
          96,
          dev(
            "Need a higher limit today",
            "We operate the integration for a chain of 112 bakeries. At 5:30 in the morning all of them sync. " +
              "Since the switch to v2 that takes until 9 because of 429s. Bread is sold by then. Please raise the " +
              "limit for key ending 9f20.",
          ),
        ),
        dev(
          "Retry-After: 0",
          "Your 429 carries Retry-After: 0, so well-behaved clients retry at once and make it worse. {requestId}",
        ),
      ],
      de: [
        dev(
          "429 bei allen Filialabgleichen",
          "Seit v2 laufen wir ständig ins Rate-Limit (100/min pro Schlüssel). Wir gleichen 74 Filialen über " +
            "einen Schlüssel ab. In v1 galt das Limit pro Filiale. {requestId}",
        ),
        dev(
          "Limit in der Doku falsch",
          "Dokumentation sagt 1.000 Aufrufe pro Minute, Antwort sagt x-ratelimit-limit: 100. Was gilt?",
        ),
        "Das Kassensystem zeigt 429, die Hotline der Kasse sagt, das ist bei euch.",
      ],
      fr: [
        dev(
          "429 dès 8 heures",
          "Nous avons une seule clé pour 25 points de vente, la limite de 100 requêtes par minute est atteinte " +
            "en quelques secondes. {requestId}",
        ),
      ],
      es: [
        dev(
          "Error 429 constante",
          "Con la v2 recibimos 429 todo el rato: 100 peticiones por minuto para 30 tiendas no es suficiente. {requestId}",
        ),
      ],
    },
  },
  {
    id: "cursor-skips",
    name: "Cursor pagination skips rows that change while one pages",
    component: "public-api",
    type: "integration",
    severity: "minor",
    startHour: 13,
    peakHour: 38,
    fadeHour: 96,
    weight: 10,
    page: "/developers/reference",
    titles: {
      en: ["Pagination loses products"],
      de: ["Blättern in der API überspringt Artikel"],
      fr: ["La pagination saute des produits"],
    },
    texts: {
      en: [
        dev(
          "Cursor pagination skips rows",
          "Paging through GET /v2/products with limit=200 returns 11,874 of 12,031 products. A second run " +
            "returns 11,902. The missing ones were updated during the run, I guess the cursor is on updated_at " +
            "without a tie-break.",
        ),
        dev(
          "next_cursor never becomes null",
          "On the last page next_cursor points to itself, so our importer ran all night: 410,000 requests. " +
            "Sorry about that, but also: please fix.",
        ),
        dev(
          "limit=500 silently becomes 50",
          "GET /v2/products?limit=500 gives 50 rows and no warning. Documentation says max 500.",
        ),
        dev(
          "Deleted products come back when paging backwards",
          "Walking /v2/products with prev_cursor returns products that were deleted weeks ago. Forwards they don't appear.",
        ),
        "product import is missing about 150 articles every night, different ones each time",
      ],
      de: [
        dev(
          "Seitenweises Lesen überspringt Artikel",
          "GET /v2/products mit Cursor liefert je Lauf unterschiedlich viele Artikel, immer 100–200 zu wenig. " +
            "Vermutlich Sortierung nach updated_at ohne eindeutiges zweites Feld.",
        ),
        "Artikelimport unvollständig, jede Nacht fehlen andere. Laut unserem IT-Mann liegt es am Blättern eurer API.",
      ],
      fr: [
        dev(
          "Curseur : produits manquants",
          "La pagination par curseur sur /v2/products saute des lignes modifiées pendant le parcours, 120 à 160 " +
            "produits manquants à chaque import.",
        ),
      ],
    },
  },
  {
    id: "schema-mismatch",
    name: "The published schema lacks fields and states that the API sends",
    component: "public-api",
    type: "integration",
    severity: "minor",
    startHour: 6,
    peakHour: 32,
    fadeHour: 96,
    weight: 9,
    page: "/developers/reference",
    titles: {
      en: ["OpenAPI document doesn't match", "Unknown enum value breaks the SDK"],
      de: ["OpenAPI-Beschreibung stimmt nicht"],
      es: ["La documentación no coincide con la API"],
    },
    texts: {
      en: [
        dev(
          "Unknown order state 'awaiting_supplier'",
          'The API returns state "awaiting_supplier", the OpenAPI document knows five states and that isn\'t ' +
            "one of them. Our generated Java client throws on it and drops the whole page.",
        ),
        dev(
          "price is a string in responses, number in the schema",
          'line.price comes as "12.50" (string), the schema says number. Fine with me either way but please pick one.',
        ),
        dev(
          "Docs example returns 422",
          "The first example in 'Create an order' answers 422: delivery.slot_id is required, which the page doesn't mention anywhere.",
        ),
        dev(
          "Error codes not listed",
          "The error table stops at 409, yet we get 410 and 424 from GET /v2/orders/:id. What do they mean and may we retry?",
        ),
        dev(
          "SDK types out of date",
          "@larderline/sdk 2.0.4: OrderLine.deposit is missing in the typings although the API has sent it since the launch.",
        ),
      ],
      de: [
        dev(
          "Feld deposit_total nicht dokumentiert",
          "In GET /v2/orders/:id kommt deposit_total und deposit_lines, beide nicht im OpenAPI-Dokument. Strenge Clients brechen ab.",
        ),
        dev(
          "Enum unvollständig",
          'Status "awaiting_supplier" fehlt im Schema, unser Parser wirft eine Ausnahme. Kleine Sache, aber ' +
            "unsere Nachtverarbeitung steht.",
        ),
      ],
      es: [
        dev(
          "El ejemplo de la documentación da 422",
          'El primer ejemplo de "Crear un pedido" devuelve 422 porque falta delivery.slot_id, que no aparece en la documentación.',
        ),
      ],
    },
  },
];
