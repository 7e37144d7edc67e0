import { expect, test } from "vitest";
import { verdictOn, type Dependents } from "./secret-dependents.mjs";

const nothing: Dependents = {
  since: new Date("2026-12-01T10:00:00Z"),
  apiKeys: { n: 0, some: [] },
  sessions: { n: 0, until: null },
  invitations: { n: 0, until: null },
  resetLinks: { n: 0, until: null },
  reportLinks: 0,
};
const until = new Date("2026-12-08T09:30:00Z");
const judge = (
  found: Partial<Dependents>,
  more: { previous?: number; left?: number; isGivingUpReportLinks?: boolean } = {},
) =>
  verdictOn({
    previous: 1,
    left: 0,
    isGivingUpReportLinks: false,
    ...more,
    dependents: { ...nothing, ...found },
  });

test.each<[string, ReturnType<typeof judge>, boolean, RegExp]>([
  ["nothing depends on it", judge({}), true, /may be removed: take them out/],
  ["there is none", judge({ sessions: { n: 3, until } }, { previous: 0 }), true, /nothing to remove/],
  ["values", judge({}, { left: 2 }), false, /2 values/],
  [
    "keys",
    judge({ apiKeys: { n: 3, some: [{ organization: "Org", name: "CI" }] } }),
    false,
    /Org: “CI”, and 2 more/,
  ],
  ["sessions", judge({ sessions: { n: 1, until } }), false, /ends by itself at 2026-12-08 09:30 UTC/],
  ["invitations", judge({ invitations: { n: 1, until } }), false, /open invitations/],
  ["reset links", judge({ resetLinks: { n: 1, until } }), false, /links to set a password/],
  ["report links", judge({ reportLinks: 5 }), false, /--without-report-links/],
  ["many report links", judge({ reportLinks: 100_001 }), false, /more than 100000 reports/],
  [
    "report links given up",
    judge({ reportLinks: 5 }, { isGivingUpReportLinks: true }),
    true,
    /as you wanted/,
  ],
  [
    "report links given up, and more",
    judge({ reportLinks: 5, sessions: { n: 1, until } }, { isGivingUpReportLinks: true }),
    false,
    /sessions/,
  ],
])("%s", (_, { mayGo, lines }, expected, words) => {
  expect(mayGo).toBe(expected);
  expect(lines.join("\n")).toMatch(words);
  expect(lines.at(-1)).toMatch(expected ? /may be removed|nothing to remove/ : /may not be removed yet/);
});
