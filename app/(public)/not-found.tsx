import { Link2Off } from "lucide-react";
import type { Metadata } from "next";
import { EmptyState } from "@/components/ui/empty-state";

export const metadata: Metadata = { title: "Not found", robots: { index: false } };

/** A form or a report that does not exist, for people who have no account to go back to. */
export default function NotFoundInPublic() {
  return (
    <main className="grid min-h-dvh place-items-center bg-background">
      <EmptyState
        icon={<Link2Off />}
        heading="h1"
        title="There is nothing at this address"
        description="Part of the link may be missing, or it was replaced. Copy the whole link, or ask whoever gave it to you."
      />
    </main>
  );
}
