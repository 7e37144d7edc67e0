import type { ReactNode } from "react";
import { EmptyState } from "@/components/ui/empty-state";

/** A page of its own that says there is nothing at its address: why that may be, and where to go from here if there is anywhere. */
export function NotFoundPage({
  icon,
  title = "Page not found",
  description,
  action,
}: {
  icon: ReactNode;
  /** Where the reader's language is not English. */
  title?: string;
  description: string;
  action?: ReactNode;
}) {
  return (
    <main className="grid min-h-dvh place-items-center bg-background">
      <EmptyState icon={icon} heading="h1" title={title} description={description} action={action} />
    </main>
  );
}
