import { dev, exec, long, once, tiny, when, type Problem } from "../problem";

export const PRAISE: readonly Problem[] = [
  {
    id: "praise-new-look",
    name: "The new shop is clear and pleasant",
    component: "catalogue",
    type: "praise",
    severity: null,
    startHour: 1,
    peakHour: 9,
    fadeHour: 96,
    weight: 14,
    page: "/home",
    titles: { en: ["Well done"], de: ["Lob"], fr: ["Bravo"], es: ["Enhorabuena"] },
    texts: {
      en: [
        "Just wanted to say that the new version looks lovely. So much clearer than before.",
        tiny("love it 😍"),
        tiny("great update 👍"),
        once("I was afraid of the change, but my order took me twelve minutes instead of thirty. Thank you!"),
        long(
          "A word of thanks",
          "Dear all,\n\nI am seventy-four and I don't like new things on the computer. My granddaughter set it " +
            "up for me on the launch day and I have done three orders on my own since. The letters are big enough " +
            "and I can see what I am buying. You must have thought about people like me.\n\nThank you very " +
            "much.\n{name}, {shop}",
        ),
        once("Finally I can see prices per kilo. Small thing, big smile."),
      ],
      de: [
        "Großes Lob, die neue Oberfläche ist wirklich übersichtlich.",
        "Gefällt mir sehr gut, endlich Preise pro Kilo!",
        tiny("super 👍"),
        "Ich wollte nur mal danke sagen. Der neue Shop macht richtig Spaß.",
      ],
      fr: ["Bravo pour la nouvelle version, très agréable à utiliser.", tiny("génial 👏")],
      es: ["Enhorabuena, la nueva página es mucho más clara.", tiny("me encanta")],
    },
  },
  {
    id: "praise-tracking",
    name: "Delivery tracking is loved",
    component: "deliveries",
    type: "praise",
    severity: null,
    startHour: 21,
    peakHour: 45,
    fadeHour: 96,
    weight: 8,
    page: "/deliveries/live",
    titles: {
      en: ["Tracking is brilliant"],
      de: ["Sendungsverfolgung ist klasse"],
      fr: ["Le suivi est top"],
    },
    texts: {
      en: [
        once(
          "The delivery tracking is brilliant. I slept twenty minutes longer because I could see the van. 😴",
        ),
        "Knowing when the driver comes is worth gold for us, thanks to whoever built that.",
        "love the map!!",
      ],
      de: [
        "Die Live-Karte ist klasse, endlich nicht mehr auf Verdacht an der Tür stehen.",
        "Sendungsverfolgung: beste Neuerung seit Jahren. Danke!",
      ],
      fr: [
        "Le suivi en direct est une excellente idée, merci.",
        "Très contente du suivi de livraison, on gagne du temps tous les matins.",
      ],
      es: ["El seguimiento de la entrega es fantástico, gracias."],
    },
  },
  {
    id: "praise-support",
    name: "Thanks to the support desk",
    component: "sign-in",
    type: "praise",
    severity: null,
    startHour: 8,
    peakHour: 40,
    fadeHour: 96,
    weight: 8,
    page: "/help",
    titles: {
      en: ["Thank you to your colleague"],
      de: ["Danke an den Support"],
      fr: ["Merci à votre équipe"],
      es: ["Gracias al equipo"],
    },
    texts: {
      en: [
        once(
          "Tomasz from your support called me back within ten minutes and stayed on the line till it worked. Please tell him thank you.",
        ),
        "Quick and friendly help today. Keep it up.",
        exec(
          "Handled well",
          "I have complained to you often enough, so it is only fair to say that yesterday's answer was fast, honest and correct. {name}",
        ),
        "problem solved, thanks for the fast reply!",
      ],
      de: [
        "Vielen Dank für die schnelle Hilfe, Herr Wierzbicki war sehr geduldig mit mir.",
        "Problem gelöst, danke, das ging wirklich fix!",
      ],
      fr: ["Merci à votre équipe, réponse rapide et très aimable."],
      es: ["Gracias por la ayuda, me lo han resuelto en cinco minutos."],
    },
  },
  {
    id: "praise-fix",
    name: "People notice that things got better after a release",
    component: "catalogue",
    type: "praise",
    severity: null,
    startHour: 27,
    peakHour: 54,
    fadeHour: 96,
    weight: 7,
    page: "/search",
    titles: {
      en: ["Much faster now"],
      de: ["Viel schneller jetzt"],
      fr: ["Beaucoup mieux"],
      es: ["Mucho mejor"],
    },
    texts: {
      en: [
        "Don't know what you did but the search is quick now. Thanks!",
        when(52, 96, "Ordering works again, thank you for fixing it so fast. We'd given up on tonight."),
        "The new update made it much faster, my whole team noticed. Well done.",
        dev(
          "API v2 is a pleasure",
          "Credit where it's due: the v2 reference is the best I've had to work with in this industry. We were live in two days.",
        ),
      ],
      de: ["Die Suche ist seit gestern viel schneller, danke!", "Läuft wieder einwandfrei, gute Arbeit."],
      fr: ["C'est beaucoup plus rapide depuis la mise à jour, merci !"],
      es: ["Ahora va mucho más rápido, gracias."],
    },
  },
];
