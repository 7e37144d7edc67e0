import { Compass } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { NotFoundPage } from "@/components/layout/not-found-page";
import { buttonStyle } from "@/components/ui/button-style";

export const metadata: Metadata = { title: "Not found" };

/** Nothing at this address: the same page whether it does not exist or is not the reader's to see. */
export default function NotFound() {
  return (
    <NotFoundPage
      icon={<Compass />}
      description="It was moved or removed, or belongs to an organization you are not a member of."
      action={
        <Link href="/" className={buttonStyle({ variant: "secondary" })}>
          Go to the start
        </Link>
      }
    />
  );
}
