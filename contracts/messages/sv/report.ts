import type { Messages } from "../messages";

export const report: Messages["report"] = {
  title: "Din rapport",
  about: "Om {launch}. Den här sidan är alltid aktuell.",
  footer: "Bara den som har länken kan se den här sidan.",
  status: "Status",
  fixedIn: "Åtgärdat i version {version}.",
  others: "Du är inte den enda: {count, plural, one {# person} other {# personer}} har rapporterat det här.",
  workaround: "Tills det är åtgärdat",
  history: "Det här har hänt",
  reference: "Ditt referensnummer",
  text: "Det du skrev",
  states: {
    received: {
      title: "Mottagen",
      text: "Vi har fått din rapport. Den sorteras automatiskt, vilket tar ett ögonblick.",
    },
    delayed: {
      title: "Mottagen, ännu inte behandlad",
      text: "Vi har fått din rapport, men den kunde inte behandlas automatiskt. Någon måste titta närmare på det. Du behöver inte skicka rapporten igen.",
    },
    open: {
      title: "Öppen",
      text: "Din rapport finns på teamets lista. Inget har beslutats än.",
    },
    planned: {
      title: "Accepterad",
      text: "Teamet har accepterat det här.",
    },
    in_progress: {
      title: "Pågår",
      text: "Någon arbetar med det här.",
    },
    fixed: {
      title: "Åtgärdad, kontrolleras",
      text: "Det finns en lösning. Teamet kontrollerar om den fungerar.",
    },
    confirmed: {
      title: "Åtgärdad",
      text: "Problemet är åtgärdat. Om det ändå uppstår, rapportera det gärna igen och ange ditt referensnummer.",
    },
    not_planned: {
      title: "Inte planerad",
      text: "Teamet har beslutat att inte ändra det här.",
    },
    noted: {
      title: "Noterad för senare",
      text: "Det här är noterat för senare.",
    },
    set_aside: {
      title: "Väntar på kontroll",
      text: "Någon i teamet måste titta på din rapport innan något mer händer.",
    },
    withdrawn: {
      title: "Återkallad",
      text: "Den här rapporten har återkallats eller raderats, eller så har lagringstiden gått ut. Texten finns inte längre kvar.",
    },
  },
  steps: {
    received: "Mottagen",
    delayed: "Kunde inte behandlas automatiskt",
    open: "På teamets lista",
    planned: "Accepterad",
    in_progress: "Arbetet har börjat",
    fixed: "Lösning framtagen",
    confirmed: "Lösningen bekräftad",
    not_planned: "Beslut att inte ändra",
    noted: "Noterad för senare",
    set_aside: "Väntar på kontroll",
    withdrawn: "Återkallad",
  },
};
