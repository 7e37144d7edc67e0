import type { Messages } from "../messages";

export const refusals: Messages["refusals"] = {
  title: "Inte skickad än",
  kept: "Det du skrev finns nedan. Inget har sparats än.",
  nothingStored: "Inget har sparats.",
  textMissing: "Beskriv vad som hände.",
  textTooLong: "Skriv färre än {max, number} tecken.",
  textUnreadable:
    "Texten innehåller ett tecken som inte kan sparas. Ta bort ovanliga symboler och skicka igen.",
  notAPicture: "Den här filen är ingen bild. Välj en JPEG-, PNG-, WebP- eller HEIC-fil.",
  pictureTooLarge: "Bilden är större än {size} MB. Välj en mindre bild eller skicka rapporten utan bild.",
  tooLarge: "Det är för mycket för en enda rapport. Korta texten eller välj en mindre bild.",
  tooManyFields: "Formuläret kom med fler fält än vi tar emot. Öppna det igen och skicka det därifrån.",
  unreadable: "Formuläret kom i en form som vi inte kan läsa. Öppna det igen och skicka det därifrån.",
  late: "Det tog för lång tid innan rapporten kom fram. Kontrollera anslutningen och skicka igen, vid behov utan bild.",
  cutShort: "Anslutningen bröts innan rapporten hade kommit fram. Skicka den igen.",
  tooManyFromNetwork:
    "Flera rapporter har kommit från ditt nätverk de senaste minuterna. Skicka din igen {minutes, plural, =0 {om en liten stund} one {om # minut} other {om # minuter}}.",
  tooManyForForm:
    "Det här formuläret får fler rapporter än det kan ta emot. Skicka din igen {minutes, plural, =0 {om en liten stund} one {om # minut} other {om # minuter}}.",
  busy: "Vi kan inte ta emot din rapport just nu. Skicka den igen {minutes, plural, =0 {om en liten stund} one {om # minut} other {om # minuter}}.",
  paused: "Det här formuläret är pausat och tar inte emot rapporter. Kom tillbaka senare.",
  noForm: "Det finns inget formulär på den här adressen. Kontrollera länken eller fråga den som gav dig den.",
  refused: "Din rapport kunde inte tas emot. Om du behöver hjälp, ange numret {number}.",
  surprise:
    "Något gick fel hos oss. Skicka igen om en liten stund. Om det inte hjälper, ange numret {number}.",
  unsent: {
    offline: "Du är offline. Inget av det du skrev har gått förlorat: skicka igen när du är online.",
    late: "Det kom inget svar i tid. Inget av det du skrev har gått förlorat: skicka igen.",
    lost: "Anslutningen bröts innan något svar kom. Inget av det du skrev har gått förlorat: skicka igen.",
    busy: "Vi kan inte ta emot din rapport just nu. Inget av det du skrev har gått förlorat: skicka igen.",
  },
};
