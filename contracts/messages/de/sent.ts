import type { Messages } from "../messages";

export const sent: Messages["sent"] = {
  title: "Vielen Dank. Ihre Meldung ist angekommen.",
  text: "Bitte bewahren Sie diese Referenznummer auf. Damit findet das Team Ihre Meldung wieder.",
  pageTitle: "Meldung gesendet",
  pictureLeftOut: "Ihr Bild ist nicht dabei",
  pictureLeftOutText: "Es ließ sich nicht lesen. Ihr Text ist angekommen, und auf den kommt es an.",
  follow: "Meldung verfolgen",
  another: "Etwas anderes melden",
  followText:
    "Auf der Seite Ihrer Meldung sehen Sie, wann etwas entschieden ist, wann die Arbeit beginnt und wann das Problem behoben ist.",
};
