/** C9: days of a launch in every zone: each once, as long as the zone makes it, and with what happened in it. */
import { describe, expect, test } from "vitest";
import { dayStart, instantsAt, offsetOf } from "@/contracts/zones";
import { withScope } from "@/server/db/client";
import { makeWorld } from "@/server/testing/factories";
import { makeIssue } from "@/server/testing/issues";
import { readBurnDownIn } from "./burn-down.queries";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const clock = (text: string) => new Date(`${text}Z`).getTime();

/** Zones and a day on which their clocks change, or would on a naive calendar. */
const CHANGES = [
  ["Europe/Berlin", "2026-10-25", 25],
  ["Europe/Berlin", "2026-03-29", 23],
  ["America/Santiago", "2026-04-04", 25],
  ["America/Santiago", "2026-09-06", 23],
  ["Asia/Beirut", "2026-10-24", 25],
  ["Asia/Beirut", "2026-03-29", 23],
  ["Australia/Lord_Howe", "2026-04-05", 24.5],
  ["Australia/Lord_Howe", "2026-10-04", 23.5],
  ["Africa/Casablanca", "2026-02-15", 25],
  ["America/Havana", "2026-11-01", 25],
  ["Pacific/Apia", "2011-12-29", 24],
  ["Asia/Kathmandu", "2026-10-25", 24],
  ["UTC", "2026-10-25", 24],
] as const;

describe("C9: a launch's days", () => {
  test.each(CHANGES)(
    "in %s around %s are each there once, of %d hours, and hold all that came",
    async (timeZone, day, hours) => {
      const offset = offsetOf(timeZone);
      const world = await makeWorld();
      const midnight = clock(`${day}T00:00`);
      const at = (dayOffset: number, timeOfDay: number) => {
        const [first] = instantsAt(midnight + dayOffset * DAY + timeOfDay, offset);
        return first!;
      };
      const liveAt = new Date(at(-2, 9 * HOUR));
      const now = new Date(at(4, 15 * HOUR));
      // One issue in every half hour of the day around which clocks change, the repeated ones too; and one by noon of the others.
      const [start, end] = [
        dayStart(midnight, offset)!,
        [1, 2].map((d) => dayStart(midnight + d * DAY, offset)).find((d) => d !== null)!,
      ];
      const within = Array.from({ length: (end - start) / (HOUR / 2) }, (_, n) => start + n * (HOUR / 2) + 1);
      const others = [-1, 2, 3].map((d) => at(d, 12 * HOUR));
      for (const seenAt of [...within, ...others])
        await makeIssue(world, { lastSeenAt: new Date(seenAt), severity: "major" });

      const { start: begin, days } = await withScope(world.scope, (tx) =>
        readBurnDownIn(tx, world.scope, { id: world.launchId, liveAt, timeZone }, ["major"], now),
      );
      const dateOf = (ms: number) => new Date(ms + offset(ms)).toISOString().slice(0, 10);
      const dates = days.map((day) => dateOf(day.at.getTime() - 1));
      expect(new Set(dates).size).toBe(dates.length);
      const expected = new Set<string>();
      for (let ms = liveAt.getTime(); ms < now.getTime(); ms += HOUR / 4) expected.add(dateOf(ms));
      expect(dates).toEqual([...expected]);

      // Each day ends where the next begins, by the product's own rule for days.
      for (const day of days.slice(0, -1))
        expect(
          dayStart(Math.round((day.at.getTime() + offset(day.at.getTime())) / DAY) * DAY, offset) ??
            day.at.getTime(),
        ).toBe(day.at.getTime());
      expect((end - start) / HOUR).toBe(hours);

      // The line begins as the launch goes live, before anything came.
      expect(begin).toEqual({ at: liveAt, open: 0 });

      const changed = days[dates.indexOf(day)]!;
      expect(changed.opened).toBe(within.length);
      expect(days.reduce((sum, one) => sum + one.opened, 0)).toBe(within.length + others.length);
      expect(days.at(-1)!.open).toBe(within.length + others.length);
      expect(days.map(({ open }) => open)).toEqual(days.map(({ open }) => open).toSorted((a, b) => a - b));
    },
  );
});
