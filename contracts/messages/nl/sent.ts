import type { Messages } from "../messages";

export const sent: Messages["sent"] = {
  title: "Dank u wel. Uw melding is ontvangen.",
  text: "Bewaar dit referentienummer. Daarmee kan het team uw melding terugvinden.",
  pageTitle: "Melding verstuurd",
  pictureLeftOut: "Uw afbeelding is weggelaten",
  pictureLeftOutText:
    "Het bestand kon niet worden gelezen. Uw tekst is wel ontvangen, en dat is het belangrijkste.",
  follow: "Uw melding volgen",
  another: "Iets anders melden",
  followText:
    "Op de pagina van uw melding ziet u wanneer er een besluit valt, wanneer het werk begint en wanneer het probleem is opgelost.",
};
