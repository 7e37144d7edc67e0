"use client";
import { FailedPage } from "@/components/layout/failed-page";

/** A public page that failed as a whole. */
export default function PublicError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return <FailedPage number={error.digest} onRetry={reset} />;
}
