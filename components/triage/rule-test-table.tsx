"use client";
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import type { RoutingRuleDraft } from "@/contracts/routing";
import { formatNoun } from "@/components/format/numbers";
import { Time } from "@/components/format/time";
import { messageOf, useTRPC } from "@/components/trpc/client";
import { EmptyState } from "@/components/ui/empty-state";
import { InlineAlert } from "@/components/ui/inline-alert";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Table, TableBody, TableCell, TableColumns, TableRow } from "@/components/ui/table";
import { describeEffects } from "./rule-words";
import { useRuleNames } from "./use-rule-names";

const SHOWN = 12;

/** What a set of rules says of the latest reports, beside what the saved ones say; those that would change come first. */
export function RuleTestTable({
  launchId,
  rules,
}: {
  launchId: string;
  rules: readonly (RoutingRuleDraft & { id?: string | undefined })[];
}) {
  const trpc = useTRPC();
  const tested = useDeferredValue(rules);
  const test = useQuery({
    ...trpc.triage.testRules.queryOptions({
      launchId,
      rules: tested.map(({ id, name, conditions, effects }) => ({
        ...(id ? { id } : {}),
        name,
        conditions,
        effects,
      })),
    }),
    placeholderData: (before) => before,
  });
  const names = useRuleNames(launchId);
  if (test.isError) return <InlineAlert tone="error">{messageOf(test.error)}</InlineAlert>;
  if (!test.data) return <SkeletonRows count={4} label="Testing the rules on recent reports" />;
  const matched = test.data.rows
    .filter((row) => row.then.matched.length > 0 || row.isChanged)
    .sort((a, b) => Number(b.isChanged) - Number(a.isChanged));
  if (matched.length === 0)
    return (
      <EmptyState
        size="sm"
        title="None of the latest reports match"
        description={`${formatNoun(test.data.rows.length, "report")} tested.`}
      />
    );
  return (
    <>
      <p className="px-4 py-2 text-meta text-muted-foreground">
        {formatNoun(matched.length, "report")} of {test.data.rows.length} touched
        {test.data.changed > 0
          ? `; ${formatNoun(test.data.changed, "report")} would be routed differently`
          : ""}
        .
      </p>
      <Table label="Rules on recent reports" className="max-sm:min-w-[40rem]">
        <TableColumns columns={["Report", "Rules", "Result", "Occurred"]} />
        <TableBody>
          {matched.slice(0, SHOWN).map((row) => (
            <TableRow key={row.itemId} isSelected={row.isChanged}>
              <TableCell className="max-w-80">
                <span dir="auto" className="line-clamp-2 reported">
                  {(row.title ?? row.excerpt).replace(/\s+/g, " ")}
                </span>
              </TableCell>
              <TableCell className="max-w-56 reported">
                {row.then.matched.map((m) => m.name).join(", ") || "none any more"}
              </TableCell>
              <TableCell className="max-w-72 reported">
                {describeEffects(row.then.effects, names).join("; ") || "nothing"}
              </TableCell>
              <TableCell className="whitespace-nowrap text-muted-foreground">
                <Time value={row.occurredAt} style="relative" />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </>
  );
}
