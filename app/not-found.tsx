import { Compass } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { buttonStyle } from "@/components/ui/button-style";
import { EmptyState } from "@/components/ui/empty-state";

export const metadata: Metadata = { title: "Not found" };

/** Nothing at this address: the same page whether it does not exist or is not the reader's to see. */
export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center bg-background">
      <EmptyState
        icon={<Compass />}
        heading="h1"
        title="There is nothing at this address"
        description="It was moved or removed, or belongs to an organization you are not a member of."
        action={
          <Link href="/" className={buttonStyle({ variant: "secondary" })}>
            Go to the start
          </Link>
        }
      />
    </main>
  );
}
