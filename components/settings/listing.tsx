"use client";
import type { ReactNode } from "react";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { messageOf } from "@/components/trpc/client";

type Read = { data: unknown; isError: boolean; error: unknown; refetch: () => unknown };

/** A card with a list in it: loading, failed, empty or there. */
export function Listing({
  title,
  description,
  actions,
  query,
  isEmpty,
  empty,
  what,
  children,
}: {
  title: string;
  description?: string;
  actions?: ReactNode;
  query: Read;
  isEmpty: boolean;
  empty: { title: string; description?: string; action?: ReactNode };
  /** Named in the error: "The members could not be read". */
  what: string;
  children: ReactNode;
}) {
  return (
    <Card hasPadding={false}>
      <CardHeader
        title={title}
        {...(description ? { description } : {})}
        {...(actions ? { actions } : {})}
        hasBorder
      />
      {query.data === undefined ? (
        query.isError ? (
          <ErrorState
            title={`${what} could not be read`}
            kept={messageOf(query.error)}
            onRetry={() => void query.refetch()}
          />
        ) : (
          <SkeletonRows count={4} label={`Loading: ${what.toLowerCase()}`} />
        )
      ) : isEmpty ? (
        <EmptyState size="sm" {...empty} />
      ) : (
        children
      )}
    </Card>
  );
}
