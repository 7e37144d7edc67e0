import type { Messages } from "../messages";

export const sent: Messages["sent"] = {
  title: "Grazie. La Sua segnalazione è arrivata.",
  text: "Conservi questo codice di riferimento. Permette al team di ritrovare la Sua segnalazione.",
  pageTitle: "Segnalazione inviata",
  pictureLeftOut: "L’immagine non è stata inclusa",
  pictureLeftOutText: "Non è stato possibile leggerla. Il testo è arrivato, ed è la cosa più importante.",
  follow: "Segui la segnalazione",
  another: "Segnala qualcos’altro",
  followText:
    "La pagina della segnalazione mostra quando viene presa una decisione, quando inizia il lavoro e quando il problema è risolto.",
};
