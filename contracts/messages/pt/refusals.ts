import type { Messages } from "../messages";

export const refusals: Messages["refusals"] = {
  title: "O relato ainda não foi enviado",
  kept: "O que escreveu está abaixo. Ainda não foi guardado nada.",
  nothingStored: "Não foi guardado nada.",
  textMissing: "Diga o que aconteceu.",
  textTooLong: "Escreva menos de {max, number} caracteres.",
  textUnreadable:
    "O texto contém um carácter que não pode ser guardado. Retire os símbolos invulgares e envie-o de novo.",
  notAPicture: "Este ficheiro não é uma imagem. Escolha um ficheiro JPEG, PNG, WebP ou HEIC.",
  pictureTooLarge: "A imagem tem mais de {size} MB. Escolha uma mais pequena ou envie o relato sem imagem.",
  tooLarge: "É demasiado para um só relato. Encurte o texto ou escolha uma imagem mais pequena.",
  tooManyFields:
    "O formulário chegou com mais campos do que os que aceitamos. Abra-o de novo e envie-o a partir daí.",
  unreadable:
    "O formulário chegou de uma forma que não conseguimos ler. Abra-o de novo e envie-o a partir daí.",
  late: "O seu relato demorou demasiado a chegar. Verifique a ligação à Internet e envie-o de novo, se necessário sem a imagem.",
  cutShort: "A ligação caiu antes de o seu relato chegar. Envie-o de novo.",
  tooManyFromNetwork:
    "Chegaram vários relatos da sua rede nos últimos minutos. Envie o seu de novo {minutes, plural, =0 {dentro de momentos} one {dentro de # minuto} many {dentro de # de minutos} other {dentro de # minutos}}.",
  tooManyForForm:
    "Este formulário está a receber mais relatos do que pode aceitar. Envie o seu de novo {minutes, plural, =0 {dentro de momentos} one {dentro de # minuto} many {dentro de # de minutos} other {dentro de # minutos}}.",
  busy: "Neste momento não podemos receber o seu relato. Envie-o de novo {minutes, plural, =0 {dentro de momentos} one {dentro de # minuto} many {dentro de # de minutos} other {dentro de # minutos}}.",
  paused: "Este formulário está em pausa e não aceita relatos. Volte mais tarde.",
  noForm: "Não há nenhum formulário neste endereço. Verifique o link ou pergunte a quem o enviou.",
  refused: "Não foi possível aceitar o seu relato. Se precisar de ajuda, indique o número {number}.",
  surprise:
    "Algo correu mal do nosso lado. Envie de novo dentro de momentos. Se continuar a falhar, indique o número {number}.",
  unsent: {
    offline:
      "Está sem ligação à Internet. Nada do que escreveu se perdeu: envie de novo quando voltar a ter ligação.",
    late: "Não chegou resposta a tempo. Nada do que escreveu se perdeu: envie de novo.",
    lost: "A ligação caiu antes de chegar uma resposta. Nada do que escreveu se perdeu: envie de novo.",
    busy: "Neste momento não podemos receber o seu relato. Nada do que escreveu se perdeu: envie de novo.",
  },
};
