import type { Messages } from "../messages";

export const sent: Messages["sent"] = {
  title: "Tack. Din rapport har kommit fram.",
  text: "Spara det här referensnumret. Med det kan teamet hitta din rapport.",
  pageTitle: "Rapporten är skickad",
  pictureLeftOut: "Din bild kom inte med",
  pictureLeftOutText: "Den gick inte att läsa. Din text har kommit fram, och det är det viktigaste.",
  follow: "Följ din rapport",
  another: "Rapportera något annat",
  followText:
    "På rapportens sida ser du när ett beslut fattas, när arbetet börjar och när problemet är åtgärdat.",
};
