"use client";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import { useState } from "react";
import { LanguageTag } from "@/components/format/language-tag";
import { formatCount } from "@/components/format/numbers";
import { SourceKindLabel } from "@/components/format/source-kind";
import { Time } from "@/components/format/time";
import { useShortcut } from "@/components/layout/shortcuts";
import { usePressGuard } from "@/components/layout/use-press-guard";
import { useCan } from "@/components/tenancy/member-context";
import { messageWith, useTRPC, type RouterOutputs } from "@/components/trpc/client";
import { toastFailed } from "@/components/trpc/toast-failed";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { LoadMore } from "@/components/ui/load-more";
import { SkeletonRows } from "@/components/ui/skeleton";
import { toastUndo } from "@/components/ui/toaster";
import { SourceKind } from "@/contracts/intake";

type Row = RouterOutputs["feedback"]["quarantine"]["rows"][number];

/** What was set aside as spam or noise: all of it, with the reason each, and the way back. */
export function Quarantine({ launchId }: { launchId: string }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const mayRelease = useCan("item:write");
  const query = useInfiniteQuery(
    trpc.feedback.quarantine.infiniteQueryOptions(
      { launchId, limit: 40 },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  );
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const [activeId, setActiveId] = useState<string | null>(null);
  const forget = () => queryClient.invalidateQueries({ queryKey: trpc.feedback.quarantine.pathKey() });
  const putBack = useMutation(trpc.feedback.quarantineItem.mutationOptions());
  const release = useMutation(trpc.feedback.releaseItem.mutationOptions());
  const rows = (query.data?.pages ?? []).flatMap((page) => page.rows).filter((row) => !gone.has(row.id));
  const activeIndex = Math.max(
    0,
    rows.findIndex((row) => row.id === activeId),
  );
  const active = rows[activeIndex];
  const show = (id: string) =>
    setGone((before) => new Set([...before].filter((hiddenId) => hiddenId !== id)));

  const letOut = (row: Row) => {
    setGone((before) => new Set([...before, row.id]));
    setActiveId(rows[activeIndex + 1]?.id ?? rows[activeIndex - 1]?.id ?? null);
    release.mutate(
      { itemId: row.id },
      {
        onSuccess: () => {
          void forget();
          toastUndo(
            `Released ${row.reference}`,
            () =>
              putBack.mutate(
                { itemId: row.id, reason: row.reason ?? "Put back by a person." },
                {
                  onSuccess: () => (show(row.id), void forget()),
                  onError: (error) => toastFailed("It could not be quarantined again", error),
                },
              ),
            { description: "It is processed like a new report." },
          );
        },
        onError: (error) => {
          show(row.id);
          toastFailed("It could not be released", error);
        },
      },
    );
  };
  const step = (by: 1 | -1) =>
    setActiveId(rows[Math.min(rows.length - 1, Math.max(0, activeIndex + by))]?.id ?? null);
  useShortcut("j", () => step(1), { label: "Next report", isRepeatable: true });
  useShortcut("k", () => step(-1), { label: "Previous report", isRepeatable: true });
  const guarded = usePressGuard(active?.id ?? null);
  useShortcut("n", () => active && guarded(() => letOut(active)), {
    label: "Not spam: release it",
    isDeciding: true,
    isEnabled: mayRelease && active !== undefined,
  });

  if (query.isError && !query.data)
    return (
      <ErrorState
        title="Couldn't load the quarantine"
        kept={messageWith(query.error, "Nothing in it is lost.")}
        onRetry={() => void query.refetch()}
      />
    );
  if (!query.data) return <SkeletonRows count={10} label="Loading the quarantine" />;
  const [first] = query.data.pages;
  if (rows.length === 0)
    return (
      <EmptyState
        icon={<ShieldCheck />}
        title="Nothing is in quarantine"
        description={
          "What looks like spam, or could not be read, is kept here with the reason, counted, and can be " +
          "released. Nothing is dropped."
        }
      />
    );
  return (
    <div className="relative min-h-0 flex-1 overflow-y-auto">
      <ul
        aria-label="Reasons"
        className="flex flex-wrap gap-x-5 gap-y-1 border-b border-border px-4 py-2.5 text-meta text-muted-foreground"
      >
        {(first?.counts ?? []).map(({ reason, n }) => (
          <li key={reason ?? ""}>
            {reason ?? "No reason given."}{" "}
            <span className="font-medium text-foreground figures">{formatCount(n)}</span>
          </li>
        ))}
      </ul>
      <ul aria-label="Reports in quarantine">
        {rows.map((row) => (
          <li
            key={row.id}
            className={cn(
              "flex items-start gap-4 border-b border-border px-4 py-3",
              row.id === active?.id && "bg-selected",
            )}
          >
            <div className="min-w-0 flex-1">
              {row.title && (
                <p dir="auto" className="font-medium reported">
                  {row.title}
                </p>
              )}
              <p
                dir="auto"
                className="line-clamp-3 max-w-measure reported [overflow-wrap:anywhere] whitespace-pre-line"
              >
                {row.excerpt}
              </p>
              <p className="mt-1 flex flex-wrap items-center gap-x-2.5 gap-y-1 text-meta text-muted-foreground">
                <span className="reported">{row.reason ?? "No reason given."}</span>
                <SourceLabel kind={row.sourceKind} name={row.sourceName} />
                {row.language !== "und" && <LanguageTag language={row.language} />}
                <span className="font-mono">{row.reference}</span>
                <Time value={row.occurredAt} className="figures" />
              </p>
            </div>
            {mayRelease && (
              <Button
                size="sm"
                onClick={(click) => guarded(() => letOut(row), click)}
                {...(row.id === active?.id ? { shortcut: "n" } : {})}
                aria-label={`Not spam: release ${row.reference}`}
              >
                Not spam
              </Button>
            )}
          </li>
        ))}
      </ul>
      <LoadMore
        hasMore={query.hasNextPage}
        onLoadMore={() => void query.fetchNextPage()}
        isLoading={query.isFetchingNextPage}
      />
    </div>
  );
}

function SourceLabel({ kind, name }: { kind: string; name: string }) {
  const source = SourceKind.safeParse(kind);
  return source.success ? <SourceKindLabel kind={source.data} name={name} /> : <span>{name}</span>;
}
