import type { Messages } from "../messages";

export const refusals: Messages["refusals"] = {
  title: "Nog niet verstuurd",
  kept: "Wat u hebt getypt, staat hieronder. Er is nog niets opgeslagen.",
  nothingStored: "Er is niets opgeslagen.",
  textMissing: "Beschrijf wat er is gebeurd.",
  textTooLong: "Houd het korter dan {max, number} tekens.",
  textUnreadable:
    "De tekst bevat een teken dat niet kan worden opgeslagen. Verwijder ongebruikelijke tekens en verstuur de tekst opnieuw.",
  notAPicture: "Dit bestand is geen afbeelding. Kies een JPEG-, PNG-, WebP- of HEIC-bestand.",
  pictureTooLarge:
    "De afbeelding is groter dan {size} MB. Kies een kleinere of verstuur uw melding zonder afbeelding.",
  tooLarge: "Dit is te veel voor één melding. Kort de tekst in of kies een kleinere afbeelding.",
  tooManyFields:
    "Het formulier kwam binnen met meer velden dan we kunnen verwerken. Open het opnieuw en verstuur uw melding van daaruit.",
  unreadable:
    "Het formulier kwam binnen in een vorm die we niet kunnen lezen. Open het opnieuw en verstuur uw melding van daaruit.",
  late: "Het versturen van uw melding duurde te lang. Controleer uw verbinding en verstuur de melding opnieuw, zo nodig zonder afbeelding.",
  cutShort: "De verbinding werd verbroken voordat uw melding was aangekomen. Verstuur de melding opnieuw.",
  tooManyFromNetwork:
    "Vanaf uw netwerk kwamen de afgelopen minuten meerdere meldingen binnen. Verstuur uw melding {minutes, plural, =0 {zo meteen} one {over # minuut} other {over # minuten}} opnieuw.",
  tooManyForForm:
    "Dit formulier krijgt meer meldingen dan het kan aannemen. Verstuur uw melding {minutes, plural, =0 {zo meteen} one {over # minuut} other {over # minuten}} opnieuw.",
  busy: "We kunnen uw melding op dit moment niet aannemen. Verstuur de melding {minutes, plural, =0 {zo meteen} one {over # minuut} other {over # minuten}} opnieuw.",
  paused: "Dit formulier is gepauzeerd en neemt geen meldingen aan. Kom later terug.",
  noForm: "Op dit adres is geen formulier. Controleer de link of vraag de persoon van wie u hem hebt.",
  refused: "Uw melding kon niet worden aangenomen. Hebt u hulp nodig, vermeld dan nummer {number}.",
  surprise:
    "Er is bij ons iets misgegaan. Verstuur de melding zo meteen opnieuw. Helpt dat niet, vermeld dan nummer {number}.",
  unsent: {
    offline:
      "U bent offline. Wat u hebt getypt, staat er nog. Verstuur het opnieuw zodra u weer online bent.",
    late: "Er kwam niet op tijd antwoord. Wat u hebt getypt, staat er nog. Verstuur het opnieuw.",
    lost: "De verbinding werd verbroken voordat er antwoord kwam. Wat u hebt getypt, staat er nog. Verstuur het opnieuw.",
    busy: "We kunnen uw melding op dit moment niet aannemen. Wat u hebt getypt, staat er nog. Verstuur het opnieuw.",
  },
};
