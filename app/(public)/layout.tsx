import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { FailedPageTexts } from "@/components/layout/failed-page";

/** Around the pages for people without an account: what is said when one of them fails, in their language. */
export default async function PublicLayout({ children }: { children: ReactNode }) {
  const words = await getTranslations("page");
  const texts = {
    title: words("failed"),
    advice: words("failedText"),
    number: words("failedNumber"),
    retry: words("tryAgain"),
  };
  return <FailedPageTexts texts={texts}>{children}</FailedPageTexts>;
}
