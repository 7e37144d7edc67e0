import type { Messages } from "../messages";

export const refusals: Messages["refusals"] = {
  title: "Rapporten är inte skickad än",
  kept: "Det du skrev finns nedan. Inget har sparats än.",
  nothingStored: "Inget har sparats.",
  textMissing: "Beskriv vad som hände.",
  textTooLong: "Skriv färre än {max, number} tecken.",
  textUnreadable:
    "Texten innehåller ett tecken som inte kan sparas. Ta bort ovanliga tecken och skicka igen.",
  notAPicture: "Den här filen är ingen bild. Välj en JPEG-, PNG-, WebP- eller HEIC-fil.",
  pictureTooLarge: "Bilden är större än {size} MB. Välj en mindre bild eller skicka rapporten utan bild.",
  tooLarge: "Det är för mycket för en enda rapport. Korta ner texten eller välj en mindre bild.",
  tooManyFields:
    "Formuläret kom fram med fler fält än vi kan ta emot. Öppna det igen och skicka rapporten därifrån.",
  unreadable:
    "Vi kan inte läsa formuläret i det skick det kom fram. Öppna det igen och skicka rapporten därifrån.",
  late: "Det tog för lång tid att skicka rapporten. Kontrollera anslutningen och skicka den igen, vid behov utan bild.",
  cutShort: "Anslutningen bröts innan rapporten hade kommit fram. Skicka den igen.",
  tooManyFromNetwork:
    "Flera rapporter har kommit från ditt nätverk de senaste minuterna. Skicka din rapport igen {minutes, plural, =0 {om en liten stund} one {om # minut} other {om # minuter}}.",
  tooManyForForm:
    "Det här formuläret får fler rapporter än det kan ta emot. Skicka din rapport igen {minutes, plural, =0 {om en liten stund} one {om # minut} other {om # minuter}}.",
  busy: "Vi kan inte ta emot din rapport just nu. Skicka den igen {minutes, plural, =0 {om en liten stund} one {om # minut} other {om # minuter}}.",
  paused: "Det här formuläret är pausat och tar inte emot rapporter. Kom tillbaka senare.",
  noForm: "Det finns inget formulär på den här adressen. Kontrollera länken eller fråga den som gav dig den.",
  refused: "Din rapport kunde inte tas emot. Ange numret {number} om du behöver hjälp.",
  surprise:
    "Något gick fel hos oss. Skicka rapporten igen om en liten stund. Ange numret {number} om det inte hjälper.",
  unsent: {
    offline: "Du är offline. Det du skrev finns kvar. Skicka det igen när du är online.",
    late: "Det kom inget svar i tid. Det du skrev finns kvar. Skicka det igen.",
    lost: "Anslutningen bröts innan något svar kom. Det du skrev finns kvar. Skicka det igen.",
    busy: "Vi kan inte ta emot din rapport just nu. Det du skrev finns kvar. Skicka det igen.",
  },
};
