import { Link2Off } from "lucide-react";
import type { Metadata } from "next";
import { NotFoundPage } from "@/components/layout/not-found-page";

export const metadata: Metadata = { title: "Not found", robots: { index: false } };

/** A form or a report that does not exist, for people who have no account to go back to. */
export default function NotFoundInPublic() {
  return (
    <NotFoundPage
      icon={<Link2Off />}
      description="Part of the link may be missing, or it was replaced. Copy the whole link, or ask whoever gave it to you."
    />
  );
}
