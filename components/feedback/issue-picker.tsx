"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue, useId, useState, type ReactNode } from "react";
import { useLaunch } from "@/components/launches/launch-context";
import { useTRPC } from "@/components/trpc/client";
import { FoundByWords, isFoundElsewhere } from "./found-by";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";
import { Field } from "@/components/ui/field";
import { SkeletonRows } from "@/components/ui/skeleton";
import { isSearch } from "@/contracts/board";
import { IssueLine, type LineIssue } from "./issue-line";

export type PickedIssue = LineIssue & { id: string };

/** Chooses one issue: those that are offered with the reason they are, or whatever a search by words or number finds. */
export function IssuePicker({
  label,
  offered,
  isLoading = false,
  excluded,
  picked,
  onPick,
  emptyText,
}: {
  label: string;
  offered: readonly (PickedIssue & { why?: ReactNode })[];
  isLoading?: boolean;
  excluded: ReadonlySet<string>;
  picked: string | null;
  onPick: (issue: PickedIssue) => void;
  emptyText: string;
}) {
  const trpc = useTRPC();
  const launch = useLaunch();
  const name = useId();
  const [typed, setTyped] = useState("");
  const searched = useDeferredValue(typed.trim());
  const found = useQuery({
    ...trpc.triage.issues.queryOptions({ launchId: launch.id, filter: searched, limit: 8 }),
    enabled: isSearch(searched),
    placeholderData: keepPreviousData,
  });
  const isSearching = searched !== "";
  const shown: readonly (PickedIssue & { why?: ReactNode })[] = isSearching
    ? (found.data?.rows ?? []).map((row) => {
        const foundBy = found.data?.foundBy[row.id];
        return isFoundElsewhere(foundBy) ? { ...row, why: <FoundByWords foundBy={foundBy} /> } : row;
      })
    : offered;
  const options = shown.filter((issue) => !excluded.has(issue.id));
  const isBusy = isSearching ? found.isFetching : isLoading;
  return (
    <div className="flex flex-col gap-3">
      <Field label={label} isLabelHidden>
        <Input
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          placeholder="Words, #number, a caller, a code"
          autoComplete="off"
        />
      </Field>
      <fieldset className="m-0 min-h-40 border-0 p-0">
        <legend className="mb-1 text-meta font-medium text-muted-foreground">
          {isSearching ? "Found" : "Best matches"}
        </legend>
        {isBusy && options.length === 0 ? (
          <SkeletonRows count={4} label="Searching" />
        ) : options.length === 0 ? (
          <p className="py-6 text-center text-muted-foreground">
            {isSearching ? "Nothing found. Try fewer or other words." : emptyText}
          </p>
        ) : (
          <ul className="relative -mx-1 flex max-h-72 flex-col gap-1 overflow-y-auto p-1">
            {options.map((issue) => (
              <li key={issue.id}>
                <label
                  className={cn(
                    "flex cursor-pointer flex-col gap-0.5 rounded-md border border-transparent px-2.5 py-1.5 " +
                      "hover:bg-hover has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-ring",
                    picked === issue.id && "border-accent bg-selected",
                  )}
                >
                  <input
                    type="radio"
                    name={name}
                    className="sr-only"
                    checked={picked === issue.id}
                    onChange={() => onPick(issue)}
                  />
                  <IssueLine issue={issue} />
                  {issue.why !== undefined && (
                    <span className="pl-5 text-meta text-muted-foreground">{issue.why}</span>
                  )}
                </label>
              </li>
            ))}
          </ul>
        )}
      </fieldset>
    </div>
  );
}
