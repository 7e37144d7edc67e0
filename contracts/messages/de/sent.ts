import type { Messages } from "../messages";

export const sent: Messages["sent"] = {
  title: "Vielen Dank. Ihre Meldung ist angekommen.",
  text: "Bewahren Sie diese Referenznummer auf. Das Team findet Ihre Meldung damit wieder.",
  pageTitle: "Meldung gesendet",
  pictureLeftOut: "Ihr Bild fehlt",
  pictureLeftOutText: "Es ließ sich nicht lesen. Ihr Text ist angekommen, und auf den kommt es an.",
  follow: "Meldung verfolgen",
  another: "Etwas anderes melden",
  followText:
    "Auf der Seite Ihrer Meldung sehen Sie, wann etwas entschieden ist, wann die Arbeit beginnt und wann das Problem behoben ist.",
};
