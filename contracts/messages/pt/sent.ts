import type { Messages } from "../messages";

export const sent: Messages["sent"] = {
  title: "Obrigado. O seu relato chegou.",
  text: "Guarde esta referência. Com ela, a equipa encontra o seu relato.",
  pageTitle: "Relato enviado",
  pictureLeftOut: "A sua imagem não foi incluída",
  pictureLeftOutText: "Não foi possível lê-la. O seu texto chegou, e é isso que mais importa.",
  follow: "Acompanhar o relato",
  another: "Comunicar outra coisa",
  followText:
    "A página do seu relato mostra quando é tomada uma decisão, quando o trabalho começa e quando o problema fica resolvido.",
};
