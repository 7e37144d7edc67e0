"use client";
import { useQuery } from "@tanstack/react-query";
import { Time } from "@/components/format/time";
import type { RouterOutputs } from "@/components/trpc/client";
import { InlineAlert } from "@/components/ui/inline-alert";
import { Snippet } from "./snippet";

type Source = RouterOutputs["intake"]["source"];

/** Where a secret lies in memory between its making and the page that shows it once. */
export const freshSecretKey = (sourceId: string) => ["new-source-secret", sourceId] as const;

/** The secret of a source that was made or rotated a moment ago; nowhere to be read afterwards. */
export function FreshSecret({ source }: { source: Source }) {
  const { data: secret } = useQuery<string | null>({
    queryKey: freshSecretKey(source.id),
    queryFn: () => null,
    staleTime: Infinity,
    gcTime: 10 * 60_000,
  });
  // A helpdesk makes its own secret: one made here could be put in nowhere.
  if (!secret || source.kind === "zendesk") return null;
  return (
    <InlineAlert tone="warning" title="Copy the secret now: it is not shown again">
      <div className="mt-2 grid gap-2">
        <Snippet label="Signing secret" text={secret} />
        {source.previousSecretUntil && (
          <p>
            The secret before it is accepted until{" "}
            <Time value={source.previousSecretUntil} style="datetime" />.
          </p>
        )}
      </div>
    </InlineAlert>
  );
}
