import type { Messages } from "../messages";

export const report: Messages["report"] = {
  title: "Ihre Meldung",
  about: "Betrifft: {launch}. Diese Seite ist immer aktuell.",
  footer: "Diese Seite sehen nur Personen, die den Link haben.",
  status: "Stand",
  fixedIn: "Behoben in Version {version}.",
  others: "Sie sind nicht allein: {count, plural, one {# Person hat} other {# Personen haben}} das gemeldet.",
  workaround: "Bis es behoben ist",
  history: "Bisheriger Verlauf",
  reference: "Ihre Referenznummer",
  text: "Ihr Text",
  states: {
    received: {
      title: "Eingegangen",
      text: "Ihre Meldung ist da. Sie wird gerade automatisch eingeordnet; das dauert einen Moment.",
    },
    delayed: {
      title: "Eingegangen, noch nicht verarbeitet",
      text: "Ihre Meldung ist da, ließ sich aber nicht automatisch verarbeiten. Das muss sich jemand ansehen. Sie brauchen die Meldung nicht noch einmal zu senden.",
    },
    open: {
      title: "Offen",
      text: "Ihre Meldung steht auf der Liste des Teams. Entschieden ist noch nichts.",
    },
    planned: {
      title: "Angenommen",
      text: "Das Team hat Ihre Meldung zur Bearbeitung angenommen.",
    },
    in_progress: {
      title: "In Arbeit",
      text: "Daran wird gerade gearbeitet.",
    },
    fixed: {
      title: "Behoben, wird geprüft",
      text: "Es gibt eine Lösung. Das Team prüft, ob sie funktioniert.",
    },
    confirmed: {
      title: "Behoben",
      text: "Das Problem ist behoben. Falls es weiterhin auftritt, melden Sie es bitte noch einmal und nennen Sie dabei Ihre Referenznummer.",
    },
    not_planned: {
      title: "Nicht geplant",
      text: "Das Team hat entschieden, hier nichts zu ändern.",
    },
    noted: {
      title: "Für später vorgemerkt",
      text: "Ihre Meldung ist für später vorgemerkt.",
    },
    set_aside: {
      title: "Wartet auf Prüfung",
      text: "Jemand aus dem Team muss Ihre Meldung prüfen, bevor es weitergeht.",
    },
    withdrawn: {
      title: "Zurückgezogen",
      text: "Diese Meldung wurde zurückgezogen oder gelöscht, oder ihre Aufbewahrungsfrist ist abgelaufen. Der Text ist nicht mehr vorhanden.",
    },
  },
  steps: {
    received: "Eingegangen",
    delayed: "Ließ sich nicht automatisch verarbeiten",
    open: "Auf der Liste des Teams",
    planned: "Angenommen",
    in_progress: "Arbeit begonnen",
    fixed: "Lösung liegt vor",
    confirmed: "Lösung bestätigt",
    not_planned: "Entschieden, nichts zu ändern",
    noted: "Für später vorgemerkt",
    set_aside: "Wartet auf Prüfung",
    withdrawn: "Zurückgezogen",
  },
};
