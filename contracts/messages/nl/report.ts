import type { Messages } from "../messages";

export const report: Messages["report"] = {
  title: "Uw melding",
  about: "Over {launch}. Deze pagina is altijd actueel.",
  footer: "Alleen wie deze link heeft, kan deze pagina zien.",
  status: "Status",
  fixedIn: "Opgelost in versie {version}.",
  others:
    "U bent niet de enige: {count, plural, one {# persoon heeft} other {# personen hebben}} dit gemeld.",
  workaround: "Tot het is opgelost",
  history: "Verloop",
  reference: "Uw referentienummer",
  text: "Wat u schreef",
  states: {
    received: {
      title: "Ontvangen",
      text: "We hebben uw melding ontvangen. Die wordt automatisch ingedeeld; dat duurt maar even.",
    },
    delayed: {
      title: "Ontvangen, nog niet verwerkt",
      text: "We hebben uw melding ontvangen, maar konden die niet automatisch verwerken. Iemand moet ernaar kijken. U hoeft de melding niet opnieuw te versturen.",
    },
    open: {
      title: "Open",
      text: "Uw melding staat op de lijst van het team. Er is nog niets besloten.",
    },
    planned: {
      title: "Geaccepteerd",
      text: "Het team heeft deze melding geaccepteerd.",
    },
    in_progress: {
      title: "In behandeling",
      text: "Er wordt aan gewerkt.",
    },
    fixed: {
      title: "Opgelost, wordt gecontroleerd",
      text: "Er is een oplossing. Het team controleert of die werkt.",
    },
    confirmed: {
      title: "Opgelost",
      text: "Het probleem is opgelost. Komt het nog steeds voor, meld het dan opnieuw en vermeld uw referentienummer.",
    },
    not_planned: {
      title: "Niet gepland",
      text: "Het team heeft besloten dit niet te wijzigen.",
    },
    noted: {
      title: "Genoteerd voor later",
      text: "Dit is genoteerd voor later.",
    },
    set_aside: {
      title: "Wacht op controle",
      text: "Iemand van het team moet uw melding bekijken voordat er verder iets mee gebeurt.",
    },
    withdrawn: {
      title: "Ingetrokken",
      text: "Deze melding is ingetrokken of verwijderd, of de bewaartermijn is verstreken. De tekst is niet meer beschikbaar.",
    },
  },
  steps: {
    received: "Ontvangen",
    delayed: "Kon niet automatisch worden verwerkt",
    open: "Op de lijst van het team",
    planned: "Geaccepteerd",
    in_progress: "Werk begonnen",
    fixed: "Oplossing gemaakt",
    confirmed: "Oplossing bevestigd",
    not_planned: "Besloten dit niet te wijzigen",
    noted: "Genoteerd voor later",
    set_aside: "Wacht op controle",
    withdrawn: "Ingetrokken",
  },
};
