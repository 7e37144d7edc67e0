import { Link2Off } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotFoundPage } from "@/components/layout/not-found-page";

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("missing");
  return { title: words("title"), robots: { index: false } };
}

/** A form or a report that does not exist, for people who have no account to go back to. */
export default async function NotFoundInPublic() {
  const words = await getTranslations("missing");
  return <NotFoundPage icon={<Link2Off />} title={words("title")} description={words("description")} />;
}
