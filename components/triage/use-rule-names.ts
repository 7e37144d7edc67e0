"use client";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc/client";
import type { RuleNames } from "./rule-words";

/** The names of the teams and components that a launch's rules speak of; a component that was removed keeps its short name. */
export function useRuleNames(launchId: string): RuleNames {
  const trpc = useTRPC();
  const teams = useQuery(trpc.launches.teams.queryOptions());
  const components = useQuery(trpc.launches.components.queryOptions({ launchId }));
  return {
    team: (id) => teams.data?.find((team) => team.id === id)?.name ?? "…",
    component: (slug) =>
      components.data?.find((component) => component.slug === slug)?.name ??
      (components.isPending ? "…" : slug),
  };
}
