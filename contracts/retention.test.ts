import { expect, test } from "vitest";
import { SetTerm } from "./retention";

test.each([
  ["mails", 6, "Between 7 and 730 days, or kept."],
  ["mails", 731, "Between 7 and 730 days, or kept."],
  ["sessions", null, "Between 1 and 365 days."],
  ["sessions", 0, "Between 1 and 365 days."],
])("%s for %s days is refused with its bounds", (kind, days, message) =>
  expect(SetTerm.safeParse({ kind, days }).error?.issues).toMatchObject([{ path: ["days"], message }]),
);
