import type { Messages } from "../messages";

export const sent: Messages["sent"] = {
  title: "Dank u wel. Uw melding is aangekomen.",
  text: "Bewaar deze referentie. Daarmee kan het team uw melding terugvinden.",
  pageTitle: "Melding verstuurd",
  pictureLeftOut: "Uw afbeelding is weggelaten",
  pictureLeftOutText: "Deze kon niet worden gelezen. Uw tekst is aangekomen, en dat is het belangrijkste.",
  follow: "Uw melding volgen",
  another: "Iets anders melden",
  followText:
    "Op de pagina van uw melding ziet u wanneer er een besluit valt, wanneer het werk begint en wanneer het is opgelost.",
};
