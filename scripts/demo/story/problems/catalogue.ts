import { dev, long, once, tiny, plainReport, when, type Problem } from "../problem";

export const CATALOGUE_PROBLEMS: readonly Problem[] = [
  {
    id: "search-slow",
    name: "Product search takes ten seconds and more at busy hours",
    component: "catalogue",
    type: "performance",
    severity: "major",
    startHour: 0.8,
    peakHour: 9,
    fadeHour: 64,
    weight: 46,
    page: "/search",
    route: "/v2/search",
    trace: { method: "GET", route: "/v2/search", status: 200, count: 40 },
    titles: {
      en: ["Search is very slow", "Search takes forever in the evening", "Waiting 15 seconds per search"],
      de: ["Suche extrem langsam", "Suche lädt ewig"],
      fr: ["Recherche beaucoup trop lente"],
      es: ["El buscador va muy lento"],
    },
    texts: {
      en: [
        "Searching for {product} took so long that the page gave up.",
        "The search is painfully slow at {time}. Other pages are quick.",
        "Every search makes me wait ten seconds. Filters are no faster.",
        "Results come so late that I've already typed the next word, and then they flip back.",
        tiny("search hangs"),
        once("I counted: 61 products, 61 waits, one cold dinner."),
        "Search takes 10 to 15 seconds for every word. The old shop was instant. I look up sixty things a night, do the sums.",
        tiny("search sooo slow"),
        tiny("slow"),
        once(
          "The search box hangs after every letter. I typed 'parsley', went to make a coffee, came back, it was at 'pars'.",
        ),
        "Between eight and ten in the evening search is basically unusable. Around lunchtime it's ok. I guess " +
          "that's when everybody orders.",
        once(
          "slow slow slow. {product} = 14 seconds. I timed it with my phone because my wife didn't believe me",
        ),
        when(
          16,
          96,
          dev(
            "GET /v2/search p95 above 9 s",
            "We proxy your search into our back office. GET /v2/search?q=… had a p95 of 9.4 s last night, with " +
              "category filter even 12 s; without the `supplier` facet it is 300 ms. Request id of a slow one: " +
              "{requestId}. Facet count looks unindexed.",
          ),
        ),
        once(
          "New design is pretty but the searching takes so long that I went back to scrolling through the whole " +
            "list of 3,000 products, that tells you something. {browser}",
        ),
        when(
          20,
          96,
          long(
            "Speed of the product search",
            "Hello Larderline,\n\nI do not want to complain about everything, many things are better now. But " +
              "the search needs attention. In the evening, when the kitchen is closed and I finally sit down to " +
              "order, each search takes so long that I think the computer has frozen. My internet is fine, the " +
              "children stream films next door.\n\nYesterday I needed an hour and ten minutes for an order that " +
              "used to take me twenty minutes.\n\nBest wishes\n{name}",
          ),
        ),
      ],
      de: [
        "Die Suche braucht ewig, alle anderen Seiten sind schnell.",
        "Jede Suche zehn Sekunden und mehr, auch mit Filter. {browser}.",
        tiny("suche hängt"),
        "Die Suche ist extrem langsam, abends 10 Sekunden und mehr pro Begriff. Im alten Shop war das sofort da.",
        tiny("suche lahm"),
        "Suche nach {product}: 14 Sekunden. Suche nach Mehl: 11 Sekunden. Für 80 Artikel sitze ich da bis Mitternacht.",
        "Lädt und lädt und lädt. Vor allem zwischen 19 und 22 Uhr kaum benutzbar. Am Internet liegt es nicht.",
        "Seit dem Update dauert das Suchen dreimal so lange. Bitte dringend was an der Performance machen.",
      ],
      fr: [
        "Chaque recherche prend une dizaine de secondes, les autres pages sont rapides.",
        "La recherche met plus de dix secondes à chaque mot, surtout le soir. C'était immédiat avant.",
        tiny("recherche lente"),
        "Recherche interminable entre 20h et 22h. J'ai passé une heure sur une commande qui me prend vingt minutes d'habitude.",
      ],
      es: [
        "Cada búsqueda tarda más de diez segundos, el resto de la página va bien.",
        "El buscador tarda 12 segundos en encontrar {product}. Por la noche no se puede trabajar.",
        "Muy lento todo lo que es buscar productos. En la tienda antigua era al momento.",
        tiny("muy lento"),
      ],
    },
  },
  {
    id: "search-accents",
    name: "Search with accents and umlauts finds nothing",
    component: "catalogue",
    type: "functional",
    severity: "minor",
    startHour: 2,
    peakHour: 14,
    fadeHour: 90,
    weight: 22,
    page: "/search",
    route: "/v2/search",
    titles: {
      en: ["Search can't find crème fraîche"],
      de: ["Suche findet keine Umlaute", "Käse wird nicht gefunden"],
      fr: ["Aucun résultat avec les accents"],
      es: ["El buscador no encuentra palabras con tilde"],
    },
    texts: {
      en: [
        "Search for 'crème fraîche' gives no results, 'creme fraiche' gives eleven. Half my menu has accents in it.",
        "jalapeño = nothing. jalapeno = 4 products. fix pls",
        "Pasted product names from my recipe file into the search and it finds nothing as soon as there is an accent in the word.",
      ],
      de: [
        'Suche nach "Käse": keine Treffer. Suche nach "Kase": 212 Treffer. Im Ernst?',
        "Umlaute funktionieren in der Suche nicht. Möhren, Brötchen, Grünkohl, alles 0 Treffer.",
        tiny("käse nicht gefunden"),
        once(
          'Wer sucht denn bitte nach "Brotchen"? Mit ö kommt "Leider nichts gefunden". {browser}, {device}',
        ),
        'ß geht auch nicht: "Weißkohl" findet nichts, "Weisskohl" auch nicht, nur "kohl".',
      ],
      fr: [
        "« Crème », « pâté », « bœuf » : zéro résultat. Sans les accents ça marche. En français c'est un peu gênant…",
        "La recherche ne supporte pas les accents. J'ai cherché « épinards » cinq fois avant de comprendre.",
        tiny("pas de résultat pour bœuf"),
      ],
      es: [
        'Busco "jamón" y no sale nada; busco "jamon" y salen todos. Lo mismo con "piña".',
        "Con tildes o con eñe el buscador no encuentra nada.",
      ],
    },
  },
  {
    id: "price-mismatch",
    name: "The price in the list differs from the price in the basket",
    component: "catalogue",
    type: "functional",
    severity: "major",
    startHour: 7,
    peakHour: 20,
    fadeHour: 88,
    weight: 27,
    page: "/products",
    route: "/v2/products/{id}/price",
    titles: {
      en: ["Wrong prices in the catalogue", "Price changes when I add to basket"],
      de: ["Preis im Warenkorb höher als in der Liste", "Falsche Preise"],
      fr: ["Prix différent dans le panier"],
      es: ["El precio cambia en la cesta"],
    },
    texts: {
      en: [
        "{product} is {amount} in the list and more in the basket. Which one do I pay? My calculation is based on the list.",
        "Our negotiated prices are not shown in the catalogue, only in the basket. So it always looks more " +
          "expensive until the last step. Staff choose other products because of it.",
        "price in the list isn't the price in the basket, 3 products so far, all from {supplier}",
        tiny("wrong price"),
        once(
          "I showed a customer the price for a platter, ordered the ingredients an hour later and everything " +
            "was 8 % more. Your list is clearly from some old date.",
        ),
        plainReport(
          "Catalogue prices out of date",
          "Catalogue price for {product} hasn't changed since the launch day, while the basket shows today's " +
            "price. Fish prices move daily, we need the right one in the list.",
        ),
      ],
      de: [
        "In der Liste kostet {product} weniger als im Warenkorb. Ich kann so nicht kalkulieren.",
        "Unsere vereinbarten Konditionen mit {supplier} werden im Sortiment nicht angezeigt, erst im Warenkorb. Das war früher anders.",
        "Preise stimmen nicht!!! Liste {amount}, Warenkorb mehr. Das ist nicht in Ordnung.",
        "Frischfisch hat Tagespreise. In der Liste stehen noch die vom Tag der Umstellung.",
      ],
      fr: [
        "Le prix affiché dans le catalogue n'est pas celui du panier. Pour {product} la différence est de presque 10 %.",
        "Nos tarifs négociés n'apparaissent plus dans la liste, seulement à la fin. Impossible de comparer.",
      ],
      es: [
        "El precio de {product} en el catálogo no es el mismo que en la cesta. ¿Cuál vale?",
        "Los precios pactados con {supplier} no salen en el catálogo, solo al final.",
      ],
    },
  },
  {
    id: "allergens-missing",
    name: "Allergen information is missing for migrated products",
    component: "catalogue",
    type: "functional",
    severity: "major",
    startHour: 11,
    peakHour: 31,
    fadeHour: 96,
    weight: 13,
    page: "/products",
    route: "/v2/products/{id}",
    titles: {
      en: ["Allergens missing", "No allergen data on half the products"],
      de: ["Allergene fehlen"],
      fr: ["Allergènes absents"],
      es: ["Faltan los alérgenos"],
    },
    texts: {
      en: [
        "The allergen box is empty on most of the sauces. In a school kitchen that is not a detail. I can't buy what I can't check.",
        "No allergen info for {product} any more. It was there before the change. By law we have to show it to guests.",
        "Allergens show 'none' where it should say 'unknown'. That's dangerous! Pesto with 'none', really?",
        "where did the allergen list go? need it for the menu cards today",
      ],
      de: [
        "Bei vielen Artikeln fehlen die Allergene komplett, z. B. {product}. Ich koche für eine Schule, ich brauche das.",
        'Allergenangaben leer seit der Umstellung. Bei Pesto steht "keine". Das ist schlicht falsch und gefährlich.',
        tiny("allergene weg"),
      ],
      fr: [
        "Les allergènes ne sont plus indiqués sur la plupart des fiches. Pour une cantine, c'est obligatoire.",
        "« Allergènes : aucun » sur un pesto aux noix de cajou. Attention, c'est grave.",
      ],
      es: [
        "No aparecen los alérgenos en muchos productos. Somos un comedor escolar, los necesitamos sí o sí.",
      ],
    },
  },
  {
    id: "case-or-piece",
    name: "It is not clear whether a quantity means cases or pieces",
    component: "catalogue",
    type: "usability",
    severity: "minor",
    startHour: 20.8,
    peakHour: 28,
    fadeHour: 96,
    weight: 21,
    page: "/products",
    route: "/v2/products/{id}",
    titles: {
      en: ["Got 12 cases instead of 12 bottles", "Unit is confusing"],
      de: ["Kiste oder Stück?", "48 Flaschen statt 8"],
      fr: ["À l'unité ou au carton ?"],
      es: ["¿Caja o unidad?"],
    },
    texts: {
      en: [
        once(
          "I ordered 12 bottles of oil and got 12 cases. It says '12' and a small grey 'cs' that nobody can " +
            "read. I now have oil until 2031.",
        ),
        "Please write CASE or PIECE in normal size. We got {qty} cases of lemons. Lemonade for everyone I suppose.",
        "unit not clear. 1 what? kilo box bag?",
        "The old shop had two buttons, piece and case. Now there's one field and you have to know. My new trainee can't.",
        tiny("case or piece??"),
        when(
          40,
          96,
          "Second time this week that the amount was per case and I thought per piece. Supplier takes it back but charges the trip.",
        ),
      ],
      de: [
        "Man sieht nicht, ob die Menge Kiste oder Stück bedeutet. Ich habe jetzt 48 statt 8 Flaschen Sahne im Kühlhaus.",
        "Gebindeangabe viel zu klein und grau. Statt {qty} Stück kamen {qty} Kartons.",
        "Stück oder Gebinde, das muss doch groß dranstehen. Früher waren das zwei Knöpfe.",
      ],
      fr: [
        "On ne sait jamais si c'est au carton ou à l'unité. J'ai reçu {qty} cartons de tomates au lieu de {qty} kilos.",
        "Le conditionnement est écrit en tout petit, en gris. Mon apprenti s'est trompé deux fois.",
      ],
      es: [
        "No queda claro si son cajas o unidades. Me han llegado {qty} cajas de limones.",
        "Pone 6 pero ¿6 qué? Antes se podía elegir entre caja y unidad.",
      ],
    },
  },
  {
    id: "photos-missing",
    name: "Grey boxes instead of product photos for some suppliers",
    component: "catalogue",
    type: "technical",
    severity: "cosmetic",
    startHour: 2,
    peakHour: 10,
    fadeHour: 96,
    weight: 13,
    page: "/products",
    route: "/v2/products/{id}/photo",
    trace: { method: "GET", route: "/v2/products/{id}/photo", status: 404, count: 30 },
    titles: {
      en: ["Product pictures missing"],
      de: ["Keine Produktbilder"],
      fr: ["Photos absentes"],
      es: ["No se ven las fotos"],
    },
    texts: {
      en: [
        "No photos for anything from {supplier}, only grey squares. Not urgent, just looks unfinished.",
        "pictures don't load",
        once(
          "Some pictures are of the wrong product, e.g. the leeks show a bottle of vinegar. Made me smile but still.",
        ),
        "My staff can't all read English well and went by the pictures. Now half of them are grey boxes.",
        tiny("no pics"),
      ],
      de: [
        "Produktbilder fehlen bei {supplier}, nur graue Kästchen. Nicht schlimm, aber unschön.",
        once("Beim Lauch ist ein Foto von Essig :-)"),
      ],
      fr: ["Pas de photos pour les produits de {supplier}, seulement des carrés gris."],
      es: ["No cargan las fotos de los productos de {supplier}."],
    },
  },
];
