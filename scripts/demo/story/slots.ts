/** What stands in the gaps of a report: order numbers, devices, amounts, times, written the way the reporter's country writes them. */
import { GO_LIVE_HOUR } from "./rhythm";
import type { Reporter } from "./people";
import type { Random } from "./random";
import { RELEASE_BREAKS, RELEASE_FIXES } from "./releases";

export const PRODUCTS: Readonly<Record<"en" | "de" | "fr" | "es", readonly string[]>> = {
  en: [
    "double cream 5 l",
    "sourdough loaves",
    "baby spinach",
    "smoked salmon",
    "cherry tomatoes",
    "oat milk",
    "rapeseed oil",
    "free-range eggs",
    "chicken thighs",
    "red onions",
    "plain flour 16 kg",
    "mature cheddar",
  ],
  de: [
    "Sahne 5 l",
    "Roggenmehl 1150",
    "Babyspinat",
    "Räucherlachs",
    "Cocktailtomaten",
    "Hafermilch",
    "Rapsöl",
    "Bio-Eier",
    "Hähnchenkeulen",
    "rote Zwiebeln",
    "Bergkäse",
    "Weißkohl",
  ],
  fr: [
    "crème épaisse 5 l",
    "farine T65",
    "jeunes épinards",
    "saumon fumé",
    "tomates cerises",
    "lait d'avoine",
    "huile de colza",
    "œufs plein air",
    "cuisses de poulet",
    "oignons rouges",
    "comté 12 mois",
  ],
  es: [
    "nata 5 l",
    "harina de fuerza",
    "espinacas baby",
    "salmón ahumado",
    "tomates cherry",
    "leche de avena",
    "aceite de oliva 5 l",
    "huevos camperos",
    "muslos de pollo",
    "cebolla roja",
    "queso manchego",
  ],
};

export const SUPPLIERS: Readonly<Record<"en" | "de" | "fr" | "es", readonly string[]>> = {
  en: [
    "Brackenbury Foods",
    "Oakmere Dairy",
    "Northgate Fruit & Veg",
    "Pell & Rowe Fishmongers",
    "Castlebar Meats",
    "Gilder Mills",
  ],
  de: [
    "Kessler Frische",
    "Nordhof Molkerei",
    "Fruchtkontor Elbe",
    "Metzgerei Gruber Großhandel",
    "Mühle Tannheim",
    "Getränke Ostwald",
  ],
  fr: [
    "Maison Delcourt",
    "Primeurs Saint-Roch",
    "Pêcherie du Ponant",
    "Laiterie des Combes",
    "Minoterie Giraud",
  ],
  es: ["Huerta Alba", "Lácteos Peñalara", "Pescados Ría Nova", "Cárnicas Solana", "Harinas del Duero"],
};

export type SlotFacts = {
  reporter: Reporter;
  language: "en" | "de" | "fr" | "es";
  storyHour: number;
  version: string;
  requestId: string | null;
};

/** Fills every {slot} of a text. A requestId slot needs a request; the caller picks another text where there is none. */
export function fillSlots(text: string, facts: SlotFacts, random: Random): string {
  const values = new Map<string, string>();
  return text.replace(/\{([a-zA-Z]+)\}/g, (_, name: string) => {
    const known = values.get(name);
    if (known !== undefined) return known;
    const value = slotValue(name, facts, random);
    values.set(name, value);
    return value;
  });
}

function slotValue(name: string, facts: SlotFacts, random: Random): string {
  const { reporter, language, storyHour } = facts;
  switch (name) {
    case "order":
      return `LL-${random.int(2_041_000, 2_068_999)}`;
    case "invoice":
      return `INV-26-${random.int(104_000, 119_999)}`;
    case "delivery":
      return `D-${random.int(55_000, 63_999)}`;
    case "device":
      return reporter.device.name;
    case "browser":
      return reporter.device.browser;
    case "version":
      return facts.version;
    case "requestId":
      if (facts.requestId === null) throw new Error("a text quotes a request where there is none");
      return facts.requestId;
    case "name":
      return reporter.name;
    case "shop":
      return reporter.account.name;
    case "city":
      return reporter.account.city;
    case "qty":
      return String(random.pick([6, 8, 10, 12, 18, 20, 24, 36, 40]));
    case "product":
      return random.pick(PRODUCTS[language]);
    case "supplier":
      return random.pick(SUPPLIERS[language]);
    case "amount":
      return money(
        random.chance(0.2) ? random.int(60_000, 190_000) : random.int(3_200, 59_900),
        reporter,
        language,
      );
    case "time":
      return clock(storyHour - random.int(3, 45) / 60, reporter, language);
    case "outage":
      return clock(
        RELEASE_BREAKS.endHour +
          random.next() * Math.max(0.05, Math.min(storyHour, RELEASE_FIXES.endHour) - RELEASE_BREAKS.endHour),
        reporter,
        language,
      );
    case "outageStart":
      return clock(RELEASE_BREAKS.endHour + 0.02, reporter, language);
    case "evening":
      return clock(random.int(10 * 60, 13 * 60 + 40) / 60, reporter, language);
    default:
      throw new Error(`no such slot: ${name}`);
  }
}

/** Cents as people write them there. */
function money(cents: number, reporter: Reporter, language: SlotFacts["language"]): string {
  const whole = Math.floor(cents / 100),
    rest = String(cents % 100).padStart(2, "0");
  const { timeZone, city } = reporter.account;
  const paysInPounds = timeZone === "Europe/London" && !["Dublin", "Cork", "Galway"].includes(city);
  if (language === "en") return `${paysInPounds ? "£" : "€"}${whole}.${rest}`;
  return `${whole},${rest} €`;
}

/** A wall-clock time in the reporter's zone. */
function clock(storyHour: number, reporter: Reporter, language: SlotFacts["language"]): string {
  const behind = reporter.account.timeZone === "Europe/London" ? 1 : 0;
  const minutes = Math.round((((storyHour + GO_LIVE_HOUR - behind) % 24) + 24) * 60) % (24 * 60);
  const hour = Math.floor(minutes / 60),
    minute = String(minutes % 60).padStart(2, "0");
  return language === "fr" ? `${hour}h${minute}` : `${hour}:${minute}`;
}
