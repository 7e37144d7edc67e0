import { Compass } from "lucide-react";
import Link from "next/link";
import { buttonStyle } from "@/components/ui/button-style";
import { EmptyState } from "@/components/ui/empty-state";

/** Nothing here, or nothing this person may see. */
export default function NotFoundHere() {
  return (
    <EmptyState
      icon={<Compass />}
      heading="h1"
      title="Page not found"
      description="It was moved, removed, or belongs to an organization you are not a member of."
      action={
        <Link href="/" className={buttonStyle({ variant: "secondary" })}>
          Go to the start
        </Link>
      }
    />
  );
}
