"use client";
import { ErrorState } from "@/components/ui/error-state";

/** A page that failed as a whole. */
export default function PageError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <main className="grid min-h-dvh place-items-center bg-background">
      <ErrorState
        title="This page could not be shown"
        kept="What was confirmed is stored."
        advice="Try again in a moment."
        onRetry={reset}
        referenceId={error.digest}
      />
    </main>
  );
}
