import { describe, expect, it } from "vitest";
import type { ItemType } from "@/contracts/triage";
import { classifyOffline } from "@/server/reading/classify-offline";
import { familyOf } from "@/server/triage/grouping";

const familyFound = (text: string, title: string | null = null) =>
  familyOf(classifyOffline({ title, text }).type);

describe("what a report wants is told by its words", () => {
  it.each<[ReturnType<typeof familyOf>, string]>([
    // A question mark alone is a cry.
    ["defect", "calendar soooo laggy ??"],
    ["defect", "der Kalender bewegt sich nicht ???"],
    ["question", "Does the calendar show holidays?"],
    ["question", "haben Sie samstags offen?"],
    ["question", "¿Se puede pagar a plazos?"],
    ["question", "how add a second printer"],
    ["question", "where do I see my contract"],
    // Documents are mentioned in faults too.
    ["defect", "Docs say 20 retries, we never got more than one"],
    ["defect", "The parcel label is rejected by the printer"],
    ["defect", "Every entry is twice in the list"],
    ["defect", "Not sure whether you know this already: the clock is an hour behind"],
    ["defect", "Die Liste zeigt keine Bilder"],
    ["defect", "Mein Zugang ist abgelaufen und die Seite zeigt nichts"],
    ["defect", "Le lien est expiré à chaque fois"],
    ["defect", "La lista sale sin fotos, no aparecen"],
    ["wish", "Any chance of a dark theme?"],
    ["wish", "Do you plan a version for tablets?"],
    ["wish", "Könnte man die letzten Preise sehen? Das fände ich praktisch."],
    ["wish", "Ojalá se pudiera imprimir en color"],
    ["wish", "Vous prévoyez un mode sombre ?"],
    ["praise", "The new calendar is brilliant"],
    ["praise", "Much faster now, thanks to the team"],
    ["praise", "Die neue Übersicht ist klasse, viel schneller"],
    ["praise", "Problem gelöst, danke für die schnelle Hilfe"],
    ["praise", "C'est beaucoup plus simple, merci à l'équipe"],
    ["praise", "Una idea excelente, va mucho mejor"],
    ["praise", "Gracias por la ayuda, lo han resuelto enseguida"],
  ])("%s: %s", (family, text) => {
    expect(familyFound(text)).toBe(family);
  });
  it.each<[ItemType, string, string]>([
    ["wish", "Idea: shared lists", "notify everyone who sees the list"],
    ["wish", "Idee: Farben", "eine Farbe je Filiale"],
  ])("%s by its title: %s", (type, title, text) => {
    expect(classifyOffline({ title, text }).type).toBe(type);
  });
  it("adding something twice is a fault, not a wish", () => {
    expect(familyFound("The app adds the guests twice when it syncs")).toBe("defect");
  });
});
