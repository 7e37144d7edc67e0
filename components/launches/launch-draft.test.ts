import { expect, test } from "vitest";
import { emptyComponent } from "./component-draft";
import {
  componentProblems,
  firstDraft,
  isComplete,
  readLaunchDraft,
  STEPS,
  type LaunchDraft,
} from "./launch-draft";

const NOW = new Date("2026-11-24T12:20:00Z");
const draft = (change: Partial<LaunchDraft> = {}): LaunchDraft => ({
  ...firstDraft(NOW, "Europe/Berlin"),
  ...change,
});
const component = (name: string) => ({ ...emptyComponent(), name });

test("a new launch asks for nothing but a name", () => {
  expect(STEPS.filter(({ key }) => !isComplete(key, draft())).map(({ key }) => key)).toEqual(["scope"]);
  expect(STEPS.every(({ key }) => isComplete(key, draft({ name: "Pay 2.0" })))).toBe(true);
});

test.each([
  ["a launch without a day", "dates", { dates: { ...firstDraft(NOW, "Europe/Berlin").dates, liveAt: "" } }],
  [
    "two components of one short name",
    "components",
    { components: [component("Checkout"), component("checkout")] },
  ],
  [
    "a taken criterion whose target is no number",
    "criteria",
    {
      criteria: firstDraft(NOW, "Europe/Berlin").criteria.map((criterion) => ({
        ...criterion,
        target: "few",
      })),
    },
  ],
  ["a zone that is none", "dates", { timeZone: "Europe/Berl" }],
  [
    "a time that the zone's clocks skip",
    "dates",
    { dates: { ...firstDraft(NOW, "Europe/Berlin").dates, liveAt: "2026-03-29T02:30" } },
  ],
  ["a form without a name", "source", { formName: " " }],
] as const)("%s keeps its step open", (_, step, change) => {
  expect(isComplete(step, draft(change as Partial<LaunchDraft>))).toBe(false);
});

test("what was left out is neither checked nor sent", () => {
  const [blank, filled] = [emptyComponent(), component("Checkout")];
  const given = draft({
    name: " Pay 2.0 ",
    components: [blank, filled],
    criteria: firstDraft(NOW, "Europe/Berlin").criteria.map((criterion, index) => ({
      ...criterion,
      isOn: index === 0,
      target: "3",
    })),
    hasForm: false,
    formName: "",
  });
  expect(componentProblems(given, blank)).toEqual({});
  expect(isComplete("source", given)).toBe(true);
  const sent = readLaunchDraft(given);
  expect(sent).toMatchObject({
    name: "Pay 2.0",
    timeZone: "Europe/Berlin",
    liveAt: new Date("2026-11-24T13:00:00Z"),
    components: [{ name: "Checkout", slug: "checkout" }],
    criteria: [{ target: 3, ownerId: null }],
  });
  expect(readLaunchDraft({ ...given, dates: { ...given.dates, liveAt: "" } })).toBeNull();
});
