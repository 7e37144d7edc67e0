"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { formatMs } from "@/components/format/numbers";
import { Time } from "@/components/format/time";
import { useTRPC } from "@/components/trpc/client";
import { Badge } from "@/components/ui/badge";
import { LoadMore } from "@/components/ui/load-more";
import { Table, TableBody, TableCell, TableColumns, TableRow } from "@/components/ui/table";
import { MODEL_CALLS_INPUT } from "@/contracts/first-lists";
import { Listing } from "./listing";

const OUTCOME_WORDS: Readonly<Record<string, string>> = {
  answered: "Answered",
  repaired: "Answered on the second try",
  failed: "No answer",
};

/** What was asked of models and of the built-in classifier, newest first. */
export function ModelCalls() {
  const trpc = useTRPC();
  const calls = useInfiniteQuery(
    trpc.ai.calls.infiniteQueryOptions(MODEL_CALLS_INPUT, { getNextPageParam: (last) => last.nextCursor }),
  );
  const rows = calls.data?.pages.flatMap((p) => p.rows) ?? [];
  return (
    <Listing
      title="Calls"
      what="The calls"
      query={calls}
      isEmpty={rows.length === 0}
      empty={{
        title: "No calls yet",
        description:
          "Each call to a model, or to the built-in classifier, is listed here with how long it took.",
      }}
    >
      <Table label="Calls">
        <TableColumns
          columns={[
            "When",
            "Question",
            "Model",
            { name: "Reports", isFigure: true },
            { name: "Took", isFigure: true },
            "Outcome",
          ]}
        />
        <TableBody>
          {rows.map((call) => (
            <TableRow key={call.id}>
              <TableCell className="whitespace-nowrap">
                <Time value={call.at} style="relative" />
              </TableCell>
              <TableCell isMono>{call.prompt}</TableCell>
              <TableCell>
                {call.provider === "builtin" ? "Built in" : call.provider}{" "}
                {call.provider !== call.model && (
                  <span className="font-mono text-meta text-muted-foreground">{call.model}</span>
                )}
              </TableCell>
              <TableCell isFigure>{call.itemCount}</TableCell>
              <TableCell isFigure>{formatMs(call.latencyMs)}</TableCell>
              <TableCell>
                {call.isDegraded ? (
                  <Badge tone="minor">Second best</Badge>
                ) : (
                  (OUTCOME_WORDS[call.outcome] ?? call.outcome)
                )}
                {call.error && (
                  <span className="block max-w-72 truncate text-meta text-muted-foreground">
                    {call.error}
                  </span>
                )}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <LoadMore
        hasMore={calls.hasNextPage}
        onLoadMore={() => void calls.fetchNextPage()}
        isLoading={calls.isFetchingNextPage}
      />
    </Listing>
  );
}
