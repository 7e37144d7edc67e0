"use client";
import { Lock } from "lucide-react";
import type { ReactNode } from "react";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { messageOf, refusalOf } from "@/components/trpc/client";

type Read = { data: unknown; isError: boolean; error: unknown; refetch: () => unknown };

/** A card with a list in it: loading, closed to one's role, failed, empty or there. */
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
  const isClosed = query.data === undefined && refusalOf(query.error)?.code === "FORBIDDEN";
  return (
    <Card hasPadding={false}>
      <CardHeader
        title={title}
        {...(description ? { description } : {})}
        {...(actions && !isClosed ? { actions } : {})}
        hasBorder
      />
      {query.data === undefined ? (
        isClosed ? (
          <EmptyState
            size="sm"
            icon={<Lock />}
            title="You don’t have access to this"
            description={`${messageOf(query.error)} Whoever manages members can change that.`}
          />
        ) : query.isError ? (
          <ErrorState
            title={`Couldn’t load ${what.toLowerCase()}`}
            kept={messageOf(query.error)}
            onRetry={() => void query.refetch()}
          />
        ) : (
          <SkeletonRows count={4} label={`Loading ${what.toLowerCase()}`} />
        )
      ) : isEmpty ? (
        <EmptyState size="sm" {...empty} />
      ) : (
        children
      )}
    </Card>
  );
}
