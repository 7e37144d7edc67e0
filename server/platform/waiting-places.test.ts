import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { NoPlaceToWait, WaitingPlaces } from "./waiting-places";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** What became of a wait: "waiting" until it ends. */
function watch(wait: Promise<void>): { state: string } {
  const seen = { state: "waiting" };
  wait.then(
    () => (seen.state = "went on"),
    (error: unknown) => (seen.state = error instanceof NoPlaceToWait ? "sent away" : "failed"),
  );
  return seen;
}

test("whoever has a place goes on after its time, and leaves the place to the next", async () => {
  const places = new WaitingPlaces(1, 10);
  const first = watch(places.wait("account", "a", 0, 1_000));
  const second = watch(places.wait("account", "b", 0, 1_000));
  await vi.advanceTimersByTimeAsync(999);
  expect([first.state, second.state]).toEqual(["waiting", "sent away"]);
  await vi.advanceTimersByTimeAsync(1);
  expect(first.state).toBe("went on");
  const third = watch(places.wait("account", "b", 0, 1_000));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(third.state).toBe("went on");
});

test("a better standing takes the place of the worst; an equal one does not", async () => {
  const places = new WaitingPlaces(2, 10);
  const [guesser, other] = [
    watch(places.wait("account", "a", 7, 1_000)),
    watch(places.wait("account", "b", 3, 1_000)),
  ];
  const equal = watch(places.wait("account", "c", 7, 1_000));
  const owner = watch(places.wait("account", "d", 0, 1_000));
  await vi.advanceTimersByTimeAsync(1_000);
  expect([guesser.state, other.state, equal.state, owner.state]).toEqual([
    "sent away",
    "went on",
    "sent away",
    "went on",
  ]);
});

test("one network has one place for each account, and all together have no more than there are", async () => {
  const places = new WaitingPlaces(5, 2);
  const waits = [
    places.wait("account", "a", 0, 10),
    places.wait("account", "a", 0, 10),
    places.wait("other", "a", 0, 10),
    places.wait("third", "a", 0, 10),
  ].map(watch);
  await vi.advanceTimersByTimeAsync(10);
  expect(waits.map(({ state }) => state)).toEqual(["went on", "sent away", "went on", "sent away"]);
  const again = watch(places.wait("third", "a", 0, 10));
  await vi.advanceTimersByTimeAsync(10);
  expect(again.state).toBe("went on");
});

test("of several with the worst standing the first gives its place up, and only that one", async () => {
  const places = new WaitingPlaces(3, 10);
  const waits = (
    [
      ["a", 7],
      ["b", 7],
      ["c", 3],
    ] as const
  ).map(([who, rank]) => watch(places.wait("account", who, rank, 1_000)));
  const owner = watch(places.wait("account", "d", 0, 1_000));
  await vi.advanceTimersByTimeAsync(0);
  expect(waits.map(({ state }) => state)).toEqual(["sent away", "waiting", "waiting"]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect([...waits, owner].map(({ state }) => state)).toEqual(["sent away", "went on", "went on", "went on"]);
});

test("nobody in particular has as many places as there are", async () => {
  const places = new WaitingPlaces(2, 10);
  const waits = [1, 2, 3].map(() => watch(places.wait("account", null, 0, 10)));
  await vi.advanceTimersByTimeAsync(10);
  expect(waits.map(({ state }) => state)).toEqual(["went on", "went on", "sent away"]);
});

test("a place that was given up counts for nobody any more", async () => {
  const places = new WaitingPlaces(1, 1);
  const first = watch(places.wait("account", "a", 7, 1_000));
  const owner = watch(places.wait("account", "b", 0, 1_000));
  await vi.advanceTimersByTimeAsync(1_000);
  expect([first.state, owner.state]).toEqual(["sent away", "went on"]);
  const next = [watch(places.wait("other", "c", 0, 10)), watch(places.wait("third", "c", 0, 10))];
  await vi.advanceTimersByTimeAsync(10);
  expect(next.map(({ state }) => state)).toEqual(["went on", "sent away"]);
});
