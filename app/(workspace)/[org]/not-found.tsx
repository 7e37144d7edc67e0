import { Compass } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";

/** Nothing here, or nothing this person may see. */
export default function NotFoundHere() {
  return (
    <EmptyState
      icon={<Compass />}
      heading="h1"
      title="There is nothing at this address"
      description="It was moved, removed, or belongs to somewhere you are not a member. The navigation shows what there is."
    />
  );
}
