import type { Messages } from "../messages";

export const form: Messages["form"] = {
  title: "Comunicar um problema com {launch}",
  introduction:
    "O seu relato vai diretamente para {readers}. Não precisa de conta e recebe uma referência para o acompanhar.",
  readers: "a equipa responsável por {launch} ({organization})",
  footer: "Só {organization} recebe os relatos.",
  question: "O que aconteceu?",
  hint: "O que fez, o que esperava e o que aconteceu em vez disso.",
  draft: "O que tinha escrito continua aqui. Se tinha escolhido uma imagem, escolha-a de novo.",
  email: "O seu e-mail",
  emailHint: "Enviamos a referência para este endereço.",
  optional: "opcional",
  screenshot: "Captura de ecrã",
  screenshotHint: "Uma foto ou captura de ecrã, até {size} MB.",
  screenshotAgain: "Uma foto ou captura de ecrã (JPEG, PNG, WebP, HEIC), até {size} MB. Escolha-a de novo.",
  passed: {
    title: "Enviado com o seu relato",
    url: "Página",
    version: "Versão",
    account: "Conta",
    request_id: "ID da solicitação",
    name: "Nome",
  },
  trap: "Deixe em branco",
  send: "Enviar relato",
  sendAgain: "Enviar de novo",
  paused: "Este formulário não aceita relatos neste momento",
  pausedText: "{organization} colocou-o em pausa. Use outra forma de contacto ou volte mais tarde.",
};
