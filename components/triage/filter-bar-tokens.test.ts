import { expect, test } from "vitest";
import { filterOf, tokensOf } from "./filter-bar-tokens";

test("all open states are one token, and every value is its own", () => {
  expect(
    tokensOf("state:open,parked severity:critical,major component:checkout since:24h double charge"),
  ).toEqual([
    { key: "state", value: "open" },
    { key: "state", value: "parked" },
    { key: "severity", value: "critical" },
    { key: "severity", value: "major" },
    { key: "component", value: "checkout" },
    { key: "since", value: "24h" },
    { key: "text", value: "double charge" },
  ]);
});

test.each([
  "",
  "state:open",
  "state:open,declined severity:minor owner:me card charged",
  'label:vip component:"log in" since:3d',
  "https://pay.example/cart x",
])("%s survives being shown as tokens", (written) => {
  expect(filterOf(tokensOf(written)).filter).toBe(
    filterOf(tokensOf(filterOf(tokensOf(written)).filter)).filter,
  );
  expect(filterOf(tokensOf(written)).problems).toEqual([]);
});

test("a value that nobody has is told and the rest applies", () => {
  const { filter, problems } = filterOf([
    { key: "severity", value: "terrible" },
    { key: "state", value: "new" },
  ]);
  expect(filter).toBe("state:new");
  expect(problems).toHaveLength(1);
});
