import type { Messages } from "../messages";

export const missing: Messages["missing"] = {
  title: "Sayfa bulunamadı",
  description:
    "Bağlantının bir bölümü eksik olabilir veya bağlantı değiştirilmiş olabilir. Tamamını kopyalayın ya da bağlantıyı size veren kişiden isteyin.",
};
