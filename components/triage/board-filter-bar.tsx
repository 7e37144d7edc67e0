"use client";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import { SeverityGlyph } from "@/components/format/severity-glyph";
import { StateGlyph } from "@/components/format/state-badge";
import {
  ISSUE_STATE_WORDS,
  QUADRANT_WORDS,
  SEVERITY_WORDS,
  SOURCE_WORDS,
  TYPE_WORDS,
  URGENCY_WORDS,
} from "@/components/format/words";
import { useLaunch } from "@/components/launches/launch-context";
import { useShortcut } from "@/components/layout/shortcuts";
import { useCan, useMember } from "@/components/tenancy/member-context";
import { useTRPC } from "@/components/trpc/client";
import type { FilterField } from "@/components/ui/filter-tokens";
import { TokenFilterInput } from "@/components/ui/token-filter-input";
import { ME, NONE, type FilterProblem } from "@/contracts/board";
import { ISSUE_STATES } from "@/contracts/feedback";
import { ITEM_TYPES, QUADRANTS, SEVERITIES, URGENCIES } from "@/contracts/triage";
import { filterOf, tokensOf } from "./filter-bar-tokens";

/** The filter over all layouts: typed or picked, as tokens; `/` goes to it. */
export function BoardFilterBar({
  filter,
  onChange,
  end,
}: {
  filter: string;
  onChange: (filter: string) => void;
  end?: React.ReactNode;
}) {
  const input = useRef<HTMLInputElement>(null);
  const suggestions = useFilterFields();
  const tokens = useMemo(() => tokensOf(filter), [filter]);
  const [problems, setProblems] = useState<readonly FilterProblem[]>([]);
  useShortcut("/", () => input.current?.focus(), { label: "Filter or search", group: "Board" });
  return (
    <div className="min-w-0 flex-1 basis-72">
      <TokenFilterInput
        label="Filter issues"
        placeholder={
          tokens.length === 0
            ? "Filter, or search for words, a caller, a number, a code, a route…"
            : "Filter or search"
        }
        value={tokens}
        suggestions={suggestions}
        inputRef={input}
        end={end}
        onChange={(next) => {
          const read = filterOf(next);
          setProblems(read.problems);
          onChange(read.filter);
        }}
      />
      {problems.length > 0 && (
        <p role="status" className="mt-1 text-meta text-minor-foreground">
          Left out: {problems.map((problem) => `${problem.token} (${problem.message})`).join(" ")}
        </p>
      )}
    </div>
  );
}

function useFilterFields(): FilterField[] {
  const trpc = useTRPC();
  const launch = useLaunch();
  const { membership } = useMember();
  const mayReadMembers = useCan("member:read");
  const rarely = { staleTime: 5 * 60_000 };
  const components = useQuery({
    ...trpc.launches.components.queryOptions({ launchId: launch.id }),
    ...rarely,
  });
  const teams = useQuery({ ...trpc.launches.teams.queryOptions(), ...rarely });
  const people = useQuery({ ...trpc.tenancy.people.queryOptions(), enabled: mayReadMembers, ...rarely });
  return useMemo(() => {
    const words = <V extends string>(values: readonly V[], names: Readonly<Record<V, string>>) =>
      values.map((value) => ({ value, label: names[value] }));
    return [
      {
        key: "severity",
        label: "Severity",
        hint: "how bad",
        values: SEVERITIES.map((value) => ({
          value,
          label: SEVERITY_WORDS[value],
          icon: <SeverityGlyph severity={value} isDecorative />,
        })),
      },
      {
        key: "state",
        label: "State",
        hint: "open, fixed, closed…",
        values: [
          { value: "open", label: "Open" },
          ...ISSUE_STATES.map((value) => ({
            value,
            label: ISSUE_STATE_WORDS[value],
            icon: <StateGlyph state={value} />,
          })),
        ],
      },
      {
        key: "component",
        label: "Component",
        hint: "what it is in",
        values: [
          ...(components.data ?? []).map(({ slug, name }) => ({ value: slug, label: name })),
          { value: NONE, label: "None" },
        ],
      },
      {
        key: "owner",
        label: "Owner",
        hint: "whose it is",
        values: [
          { value: ME, label: "Me" },
          { value: NONE, label: "Nobody" },
          ...(people.data ?? [])
            .filter((person) => person.id !== membership.id)
            .map(({ id, name }) => ({ value: id, label: name })),
        ],
      },
      { key: "type", label: "Type", hint: "what kind", values: words(ITEM_TYPES, TYPE_WORDS) },
      {
        key: "since",
        label: "Seen within",
        hint: "24h, 3d, 2w",
        values: [
          ["1h", "the last hour"],
          ["24h", "the last 24 hours"],
          ["3d", "the last 3 days"],
          ["1w", "the last week"],
        ].map(([value, label]) => ({ value: value!, label: label! })),
      },
      {
        key: "quadrant",
        label: "Quadrant",
        hint: "impact against effort",
        values: words(QUADRANTS, QUADRANT_WORDS),
      },
      { key: "urgency", label: "Urgency", hint: "how soon", values: words(URGENCIES, URGENCY_WORDS) },
      {
        key: "team",
        label: "Team",
        hint: "whose work it is",
        values: [
          ...(teams.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
          { value: NONE, label: "None" },
        ],
      },
      {
        key: "source",
        label: "Source",
        hint: "the way it came in",
        values: (["form", "zendesk", "api", "agent"] as const).map((value) => ({
          value,
          label: SOURCE_WORDS[value],
        })),
      },
      { key: "label", label: "Label", hint: "any label" },
    ];
  }, [components.data, membership.id, people.data, teams.data]);
}
