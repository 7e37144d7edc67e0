import { Link2Off } from "lucide-react";
import { NotFoundPage } from "@/components/layout/not-found-page";

/** A link that opens no report: never given out, expired and revoked look the same. */
export default function NoSuchReport() {
  return (
    <NotFoundPage
      icon={<Link2Off />}
      description={
        "This link opens no exit report. It may be incomplete, have expired, or have been revoked. " +
        "Copy the whole link, or ask whoever gave it to you for a new one."
      }
    />
  );
}
