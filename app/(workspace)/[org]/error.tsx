"use client";
import { ErrorState } from "@/components/ui/error-state";

/** A screen that failed, inside the frame that still works. */
export default function WorkspaceError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <ErrorState
      title="This screen could not be shown"
      kept="What was confirmed is stored."
      advice="Try again; if it stays, go to another screen and tell whoever runs Steady the reference."
      onRetry={reset}
      referenceId={error.digest}
    />
  );
}
