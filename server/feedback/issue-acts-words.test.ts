import { describe, expect, test } from "vitest";
import type { AnyAct } from "@/contracts/issues";
import type { ActableIssue } from "./issue-acts";
import { asleep, awake, byPerson, changing, NOW, planned } from "./samples/plans";

describe("what else people say of an issue", () => {
  test.each<[string, Partial<ActableIssue>, AnyAct, object]>([
    [
      "a snooze, which takes it out of the inbox",
      { needsReview: "new" },
      {
        kind: "snooze",
        until: asleep.snoozedUntil,
        whenWorse: false,
        reason: "After the sale.",
        isCriticalConfirmed: false,
      },
      changing(
        "snoozed",
        {
          needsReview: null,
          snoozedUntil: "2026-11-25T10:00:00.000Z",
          snooze: { ...asleep.snooze, since: NOW.toISOString(), reason: "After the sale." },
        },
        { reason: "After the sale." },
      ),
    ],
    [
      "waking it, which asks for a look",
      asleep,
      { kind: "wake" },
      changing("woken", { ...awake, needsReview: "snooze_ended" }),
    ],
    ["waking what is awake", { needsReview: "new" }, { kind: "wake" }, changing("woken", {})],
    [
      "an owner alone",
      { teamId: "t" },
      { kind: "assign", ownerId: "mem_bo" },
      changing("assigned", { ownerId: "mem_bo" }),
    ],
    [
      "a team alone",
      { ownerId: "mem_bo" },
      { kind: "assign", teamId: "t" },
      changing("assigned", { teamId: "t" }),
    ],
    [
      "nobody any more",
      { ownerId: "mem_bo", teamId: "t" },
      { kind: "assign", ownerId: null, teamId: null },
      changing("assigned", { ownerId: null, teamId: null }),
    ],
    ["a title", {}, { kind: "rename", title: "B" }, changing("renamed", { title: "B" })],
    ["the same title", {}, { kind: "rename", title: "A" }, changing("renamed", {})],
    [
      "labels, new ones behind those it has, each once",
      { labels: ["a", "b"] },
      { kind: "tag", add: ["c", "a"], remove: ["b"] },
      changing("tagged", { labels: ["a", "c"] }, { isRescored: true }),
    ],
    [
      "a workaround",
      {},
      { kind: "workaround", text: "Pay by card." },
      changing("workaround_set", { workaround: "Pay by card." }),
    ],
    [
      "no workaround",
      { workaround: "Wait." },
      { kind: "workaround", text: "" },
      changing("workaround_set", { workaround: null }),
    ],
    [
      "an urgency, which stays",
      {},
      { kind: "urgency", urgency: "now" },
      changing("urgency_set", { urgency: "now", "provenance.urgency": byPerson("") }),
    ],
    [
      "no urgency of their own any more: the computed one speaks again",
      { provenance: { urgency: byPerson("") } },
      { kind: "urgency", urgency: null },
      changing("urgency_set", { urgency: "today", "provenance.urgency": null }, { isRescored: true }),
    ],
  ])("%s", (_, on, act, plan) => expect(planned(on, act)).toEqual(plan));

  test("of labels no more than twenty are kept", () => {
    const labels = Array.from({ length: 19 }, (_, n) => `l${n}`);
    expect(planned({ labels }, { kind: "tag", add: ["x", "y"], remove: [] })).toMatchObject({
      changes: { labels: [...labels, "x"] },
    });
  });
});

describe("a person's word on what an issue is", () => {
  const relabel = (on: Partial<ActableIssue>, wording: Omit<Extract<AnyAct, { kind: "relabel" }>, "kind">) =>
    planned(on, { kind: "relabel", ...wording });

  test("is kept field by field, with what it was before, and taught from", () => {
    const label = (field: string, value: string | null, previous: string | null) => ({
      issueId: "iss_a",
      field,
      value,
      previous,
      reason: "I wrote it.",
    });
    expect(
      relabel(
        { componentId: "com_1" },
        { type: "performance", severity: "cosmetic", componentId: null, reason: "I wrote it." },
      ),
    ).toEqual(
      changing(
        "relabelled",
        {
          type: "performance",
          "provenance.type": byPerson("I wrote it."),
          severity: "cosmetic",
          "provenance.severity": byPerson("I wrote it."),
          componentId: null,
          "provenance.component": byPerson("I wrote it."),
        },
        {
          reason: "I wrote it.",
          isRescored: true,
          labels: [
            label("type", "performance", "functional"),
            label("severity", "cosmetic", "minor"),
            label("component", null, "com_1"),
          ],
        },
      ),
    );
  });

  test("counts when it repeats the machine's, and not when it repeats a person's", () => {
    const wording = { severity: "minor", reason: "" } as const;
    const confirmed = { changes: { "provenance.severity": byPerson("") }, isRescored: true };
    expect(relabel({}, wording)).toMatchObject({ ...confirmed, labels: [{ field: "severity" }] });
    expect(relabel({ provenance: { severity: { ...byPerson(""), by: "model" } } }, wording)).toMatchObject(
      confirmed,
    );
    expect(relabel({ provenance: { severity: byPerson("Before.") } }, wording)).toEqual(
      changing("relabelled", {}),
    );
    expect(
      relabel({ provenance: { severity: byPerson("") } }, { severity: "major", reason: "" }),
    ).toMatchObject({
      changes: { severity: "major" },
    });
  });

  test("ends a snooze only when it is more severe than before", () => {
    const on = { ...asleep, severity: "critical" } as const;
    expect(relabel(on, { severity: "critical", reason: "" })).not.toMatchObject({
      changes: { snooze: null },
    });
    expect(relabel({ ...asleep }, { severity: "critical", reason: "" })).toMatchObject({
      changes: { ...awake, needsReview: "snooze_ended", severity: "critical" },
    });
    expect(relabel({ ...asleep }, { type: "wish", reason: "" })).not.toMatchObject({
      changes: { snooze: null },
    });
  });
});
