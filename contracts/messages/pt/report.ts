import type { Messages } from "../messages";

export const report: Messages["report"] = {
  title: "O seu relato",
  about: "Sobre {launch}. Esta página está sempre atualizada.",
  footer: "Só quem tem este link pode ver esta página.",
  status: "Estado",
  fixedIn: "Resolvido na versão {version}.",
  others:
    "Não é a única pessoa: {count, plural, one {# pessoa comunicou} many {# de pessoas comunicaram} other {# pessoas comunicaram}} isto.",
  workaround: "Enquanto o problema não está resolvido",
  history: "Histórico",
  reference: "A sua referência",
  text: "O que escreveu",
  states: {
    received: {
      title: "Recebido",
      text: "Recebemos o seu relato. Está a ser classificado automaticamente, o que demora um momento.",
    },
    delayed: {
      title: "Recebido, ainda não processado",
      text: "Recebemos o seu relato, mas não foi possível processá-lo automaticamente. Alguém tem de ver porquê. Não precisa de o enviar de novo.",
    },
    open: {
      title: "Aberto",
      text: "O seu relato está na lista da equipa. Ainda nada foi decidido.",
    },
    planned: {
      title: "Aceite",
      text: "A equipa aceitou este relato.",
    },
    in_progress: {
      title: "Em curso",
      text: "Alguém está a trabalhar nisto.",
    },
    fixed: {
      title: "Resolvido, em verificação",
      text: "Há uma correção. A equipa está a verificar se funciona.",
    },
    confirmed: {
      title: "Resolvido",
      text: "O problema está resolvido. Se continuar a acontecer, comunique-o de novo e indique a sua referência.",
    },
    not_planned: {
      title: "Não previsto",
      text: "A equipa decidiu não alterar isto.",
    },
    noted: {
      title: "Anotado para mais tarde",
      text: "Ficou anotado para mais tarde.",
    },
    set_aside: {
      title: "A aguardar verificação",
      text: "Alguém da equipa tem de verificar o seu relato antes de ter seguimento.",
    },
    withdrawn: {
      title: "Retirado",
      text: "Este relato foi retirado ou apagado, ou o seu prazo de conservação terminou. O texto já não está disponível.",
    },
  },
  steps: {
    received: "Recebido",
    delayed: "Não foi possível processar automaticamente",
    open: "Na lista da equipa",
    planned: "Aceite",
    in_progress: "Trabalho iniciado",
    fixed: "Correção feita",
    confirmed: "Correção confirmada",
    not_planned: "Decidido não alterar",
    noted: "Anotado para mais tarde",
    set_aside: "A aguardar verificação",
    withdrawn: "Retirado",
  },
};
