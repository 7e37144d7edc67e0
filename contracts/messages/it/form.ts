import type { Messages } from "../messages";

export const form: Messages["form"] = {
  title: "Segnalare un problema con {launch}",
  introduction:
    "La Sua segnalazione arriva direttamente a chi se ne occupa: {readers}. Non serve un account; riceverà un codice di riferimento per seguirla.",
  readers: "il team che gestisce {launch} ({organization})",
  footer: "Le segnalazioni arrivano a {organization} e a nessun altro.",
  question: "Che cosa è successo?",
  hint: "Che cosa ha fatto, che cosa si aspettava e che cosa è successo invece.",
  draft: "Il testo che aveva scritto è ancora qui. Se aveva scelto un’immagine, la scelga di nuovo.",
  email: "Il Suo indirizzo e-mail",
  emailHint: "Le invieremo il codice di riferimento.",
  optional: "facoltativo",
  screenshot: "Schermata",
  screenshotHint: "Una foto o una schermata, al massimo {size} MB.",
  screenshotAgain:
    "Una foto o una schermata (JPEG, PNG, WebP, HEIC), al massimo {size} MB. La scelga di nuovo.",
  passed: {
    title: "Dati inviati con la segnalazione",
    url: "Pagina",
    version: "Versione",
    account: "Account",
    request_id: "Richiesta",
    name: "Nome",
  },
  trap: "Lasci vuoto questo campo",
  send: "Invia la segnalazione",
  sendAgain: "Invia di nuovo",
  paused: "Questo modulo al momento non accetta segnalazioni",
  pausedText: "{organization} lo ha messo in pausa. Usi un altro canale di contatto o torni più tardi.",
};
