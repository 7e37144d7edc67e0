"use client";
import { useQueryClient, type Query } from "@tanstack/react-query";
import { createContext, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { goToSignIn } from "@/components/trpc/sign-in-again";
import { hydrated } from "@/components/trpc/hydration";
import type { LiveEvent } from "@/contracts/live";
import { openEventStream, type StreamState } from "./event-stream";
import { createRefreshThrottle } from "./refresh-throttle";
import { isCount, isTouched, readQueryKey } from "./touched-queries";

const SCREEN_GAP_MS = 250;
const COUNT_GAP_MS = 2_000;

type Listener = (event: LiveEvent) => void;
type Live = { state: StreamState; listen: (listener: Listener) => () => void };
const LiveContext = createContext<Live | null>(null);

/** Hears what changes in one organization and asks again for exactly what that touches, at most four times a second. */
export function LiveProvider({
  organization,
  since,
  children,
}: {
  organization: string;
  /** The event after which what the page came with was read. */
  since: string | null;
  children: ReactNode;
}) {
  const queryClient = useQueryClient();
  const [state, setState] = useState<StreamState>("connecting");
  const listeners = useRef(new Set<Listener>());
  const startedAfter = useRef(since);

  useEffect(() => {
    const waiting = { screen: [] as LiveEvent[], count: [] as LiveEvent[] };
    const refetch = (speed: "screen" | "count") => async () => {
      const events = waiting[speed];
      waiting[speed] = [];
      await queryClient.invalidateQueries({
        predicate: (query) => isSpeed(query, speed) && events.some((event) => isQueryTouched(query, event)),
      });
    };
    const screens = createRefreshThrottle(refetch("screen"), SCREEN_GAP_MS);
    const counts = createRefreshThrottle(refetch("count"), COUNT_GAP_MS);
    let isGone = false;
    let close = () => {};
    void hydrated.then(() => {
      if (isGone) return;
      close = openEventStream(organization, {
        since: startedAfter.current,
        onState: setState,
        onEnded: (why) => (why === "signed_out" ? goToSignIn() : location.assign("/")),
        onEvent: (event) => {
          waiting.screen.push(event);
          waiting.count.push(event);
          screens.request();
          counts.request();
          for (const listener of [...listeners.current]) listener(event);
        },
      });
    });
    return () => {
      isGone = true;
      close();
      screens.stop();
      counts.stop();
    };
  }, [organization, queryClient]);

  const live = useMemo<Live>(
    () => ({
      state,
      listen: (listener) => {
        listeners.current.add(listener);
        return () => void listeners.current.delete(listener);
      },
    }),
    [state],
  );
  return <LiveContext value={live}>{children}</LiveContext>;
}

function isSpeed(query: Query, speed: "screen" | "count"): boolean {
  const cached = readQueryKey(query.queryKey);
  return cached !== null && isCount(cached) === (speed === "count");
}

function isQueryTouched(query: Query, event: LiveEvent): boolean {
  const cached = readQueryKey(query.queryKey);
  return cached !== null && isTouched(cached, event);
}

/** Whether this screen hears of changes as they happen. */
export function useLiveState(): StreamState {
  return useContext(LiveContext)?.state ?? "offline";
}

/** Calls `listener` with every event while the component is mounted. */
export function useLiveEvents(listener: Listener): void {
  const listen = useContext(LiveContext)?.listen;
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => listen?.((event) => latest.current(event)), [listen]);
}
