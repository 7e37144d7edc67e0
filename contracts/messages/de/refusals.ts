import type { Messages } from "../messages";

export const refusals: Messages["refusals"] = {
  title: "Noch nicht gesendet",
  kept: "Ihr Text steht unten. Gespeichert wurde noch nichts.",
  nothingStored: "Es wurde nichts gespeichert.",
  textMissing: "Bitte beschreiben Sie, was passiert ist.",
  textTooLong: "Bitte schreiben Sie weniger als {max, number} Zeichen.",
  textUnreadable:
    "Der Text enthält ein Zeichen, das sich nicht speichern lässt. Bitte entfernen Sie ungewöhnliche Zeichen und senden Sie ihn noch einmal.",
  notAPicture: "Diese Datei ist kein Bild. Wählen Sie eine Datei im Format JPEG, PNG, WebP oder HEIC.",
  pictureTooLarge:
    "Das Bild ist größer als {size} MB. Wählen Sie ein kleineres oder senden Sie Ihre Meldung ohne Bild.",
  tooLarge: "Das ist zu viel für eine Meldung. Kürzen Sie den Text oder wählen Sie ein kleineres Bild.",
  tooManyFields:
    "Das Formular kam mit mehr Feldern an, als wir verarbeiten können. Öffnen Sie es neu und senden Sie Ihre Meldung von dort.",
  unreadable:
    "Was bei uns ankam, können wir nicht lesen. Öffnen Sie das Formular neu und senden Sie Ihre Meldung von dort.",
  late: "Die Übertragung Ihrer Meldung hat zu lange gedauert. Prüfen Sie Ihre Verbindung und senden Sie die Meldung noch einmal, notfalls ohne Bild.",
  cutShort: "Die Verbindung brach ab, bevor Ihre Meldung angekommen war. Bitte senden Sie sie noch einmal.",
  tooManyFromNetwork:
    "Aus Ihrem Netzwerk kamen in den letzten Minuten mehrere Meldungen. Bitte senden Sie Ihre Meldung {minutes, plural, =0 {gleich} one {in # Minute} other {in # Minuten}} noch einmal.",
  tooManyForForm:
    "Dieses Formular erhält mehr Meldungen, als es entgegennehmen kann. Bitte senden Sie Ihre Meldung {minutes, plural, =0 {gleich} one {in # Minute} other {in # Minuten}} noch einmal.",
  busy: "Wir können Ihre Meldung im Moment nicht entgegennehmen. Bitte senden Sie sie {minutes, plural, =0 {gleich} one {in # Minute} other {in # Minuten}} noch einmal.",
  paused: "Dieses Formular ist pausiert und nimmt keine Meldungen entgegen. Bitte kommen Sie später wieder.",
  noForm:
    "Unter dieser Adresse gibt es kein Formular. Prüfen Sie den Link oder fragen Sie die Person, von der Sie ihn haben.",
  refused:
    "Ihre Meldung konnte nicht entgegengenommen werden. Wenn Sie Hilfe brauchen, nennen Sie bitte die Nummer {number}.",
  surprise:
    "Bei uns ist etwas schiefgegangen. Bitte senden Sie die Meldung gleich noch einmal. Wenn das nicht hilft, nennen Sie bitte die Nummer {number}.",
  unsent: {
    offline:
      "Sie sind offline. Ihr Text ist noch da. Bitte senden Sie ihn noch einmal, sobald Sie wieder online sind.",
    late: "Es kam zu lange keine Antwort. Ihr Text ist noch da. Bitte senden Sie ihn noch einmal.",
    lost: "Die Verbindung brach ab, bevor eine Antwort kam. Ihr Text ist noch da. Bitte senden Sie ihn noch einmal.",
    busy: "Wir können Ihre Meldung im Moment nicht entgegennehmen. Ihr Text ist noch da. Bitte senden Sie ihn noch einmal.",
  },
};
