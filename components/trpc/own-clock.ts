import type { DehydratedState } from "@tanstack/react-query";

const known = new WeakMap<DehydratedState, DehydratedState>();

/**
 * What a page came with, as old as it is by this machine's own clock: from when it was seen here first. By the server's it would be out of
 * date at once, and asked for again, wherever a browser's clock goes a little ahead; and never replace anything where it goes behind. A
 * page that is shown again comes with the same object, which is then as old as it was.
 */
export function byOwnClock(state: DehydratedState, clock: () => number = () => Date.now()): DehydratedState {
  const seen = known.get(state);
  if (seen) return seen;
  const dataUpdatedAt = clock();
  const own = {
    ...state,
    queries: state.queries.map((query) => ({ ...query, state: { ...query.state, dataUpdatedAt } })),
  };
  known.set(state, own);
  return own;
}
