"use client";
import { useMemo } from "react";
import { useMember } from "@/components/tenancy/member-context";
import { useLaunch } from "./launch-context";

/** The addresses of one launch's screens. */
export type LaunchLinks = ReturnType<typeof linksOf>;

/** Addresses below a launch, from the short names in its address. */
export function linksOf(organizationSlug: string, launchSlug: string) {
  const base = `/${organizationSlug}/${launchSlug}`;
  return {
    home: base,
    warRoom: `${base}/war-room`,
    inbox: `${base}/inbox`,
    /** What the gateway saw, opened over the war room. */
    traffic: `${base}/war-room?traffic=24h`,
    /** Who is waiting for an answer, of the whole launch. */
    waiting: `${base}/waiting`,
    waitingOf: (componentId: string | null) =>
      `${base}/waiting${componentId === null ? "" : `?component=${encodeURIComponent(componentId)}`}`,
    exit: `${base}/exit`,
    releases: `${base}/releases`,
    settings: `${base}/settings`,
    sources: `${base}/sources`,
    /** The board, showing only what a filter lets through. */
    board: (filter = "") => `${base}/board${filter === "" ? "" : `?filter=${encodeURIComponent(filter)}`}`,
    issue: (number: number) => `${base}/issues/${number}`,
    /** An issue, opened at one of its reports. */
    report: (issueNumber: number, { reference, occurredAt }: { reference: string; occurredAt: Date }) =>
      `${base}/issues/${issueNumber}?report=${encodeURIComponent(reference)}&at=${occurredAt.getTime()}`,
  };
}

/** The addresses of the launch whose screens these are. */
export function useLinks(): LaunchLinks {
  const { organization } = useMember();
  const { slug } = useLaunch();
  return useMemo(() => linksOf(organization.slug, slug), [organization.slug, slug]);
}
