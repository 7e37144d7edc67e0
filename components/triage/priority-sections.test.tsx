import type { ComponentProps, ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { IssueActsContext, type IssueActs } from "@/components/feedback/acts-context";
import { PriorityForm } from "@/components/feedback/priority-form";
import { MemberProvider } from "@/components/tenancy/member-context";
import type { Permission } from "@/contracts/tenancy";
import { EffortSection, ImpactSection } from "./priority-sections";

type Issue = ComponentProps<typeof ImpactSection>["issue"];

const computed = {
  id: "iss_1",
  number: 12,
  severity: "critical",
  state: "accepted",
  impact: 50,
  computedImpact: 50,
  impactParts: [
    { key: "severity", label: "Severity", points: 40, max: 40, explain: "The issue is critical." },
    {
      key: "minimum",
      label: "Minimum for an open critical",
      points: 10,
      max: 50,
      explain: "An open critical has at least 50.",
    },
  ],
  isImpactOverridden: false,
  impactReason: null,
  impactSetByName: null,
  impactSetAt: null,
  belowLine: null,
  effort: 40,
  computedEffort: 44,
  effortReason: "A function has to be corrected.",
  isEffortOverridden: false,
  effortSetByName: null,
  effortSetAt: null,
  quadrant: "quick_win",
} as unknown as Issue;
const set = {
  ...computed,
  impact: 20,
  isImpactOverridden: true,
  impactReason: "One test shop.",
  impactSetByName: "Ana Ruiz",
  impactSetAt: new Date("2026-12-01T10:00:00Z"),
  belowLine: "confirmed",
} as Issue;

const wordsOf = (element: ReactNode, permissions: readonly Permission[] = ["issue:prioritise"]): string =>
  renderToStaticMarkup(
    <MemberProvider
      value={{
        organization: { slug: "north", name: "North" },
        membership: { id: "mem_1", name: "Lena Lead", email: "lena@north.example", role: "lead" },
        permissions,
      }}
    >
      <IssueActsContext value={{} as IssueActs}>{element}</IssueActsContext>
    </MemberProvider>,
  )
    .replace(/<[^<>]+>/g, " ")
    .replace(/\s+/g, " ");

describe("an impact in the panel", () => {
  test("that is computed shows its parts with the minimum, and can be set", () => {
    const words = wordsOf(<ImpactSection issue={computed} readings={[]} />);
    for (const part of ["Minimum for an open critical", "Set the impact"]) expect(words).toContain(part);
    expect(words).not.toContain("Use the computed value");
  });

  test("that a person set names who, when, why and the way back", () => {
    const words = wordsOf(<ImpactSection issue={set} readings={[]} />);
    expect(words).toMatch(/Ana Ruiz set 20 , 1 Dec.* : One test shop\./);
    for (const part of ["Below the line", "Change the impact", "Use the computed value (50)"])
      expect(words).toContain(part);
  });

  test("set before it became critical says that it waits for somebody", () => {
    const words = wordsOf(<ImpactSection issue={{ ...set, belowLine: "unconfirmed" }} readings={[]} />);
    expect(words).toContain("Set before it became critical.");
  });

  test("whose author is not known is somebody's", () => {
    expect(wordsOf(<ImpactSection issue={{ ...set, impactSetByName: null }} readings={[]} />)).toContain(
      "Somebody set 20",
    );
  });

  test("without the permission is read and not set", () => {
    const words = wordsOf(<ImpactSection issue={set} readings={[]} />, ["issue:write"]);
    expect(words).toContain("Ana Ruiz set 20");
    for (const control of ["Change the impact", "Use the computed value"])
      expect(words).not.toContain(control);
  });
});

describe("an effort in the panel", () => {
  test("that is estimated says why, and which quadrant comes of it", () => {
    const words = wordsOf(<EffortSection issue={computed} />);
    for (const part of ["M 40 of 100", "A function has to be corrected.", "Quadrant: Quick win"])
      expect(words).toContain(part);
  });

  test("that a person set shows its reason in place of the estimate's", () => {
    const effort = {
      effort: 65,
      isEffortOverridden: true,
      effortReason: "Two teams.",
      effortSetByName: "Ana Ruiz",
    };
    const words = wordsOf(<EffortSection issue={{ ...computed, ...effort }} />);
    for (const part of ["Ana Ruiz set L (65)", "Two teams.", "Use the computed value (M, 44)"])
      expect(words).toContain(part);
  });
});

describe("the form", () => {
  test("asks for a reason where the number lies below the line of an open critical", () => {
    const words = wordsOf(<PriorityForm issue={set} field="impact" onClose={() => undefined} />);
    expect(words).toContain("An open critical below 50 needs a reason, which is shown with it.");
    expect(words).not.toContain("optional");
  });

  test("leaves it open everywhere else, and offers the sizes of an effort", () => {
    expect(wordsOf(<PriorityForm issue={computed} field="impact" onClose={() => undefined} />)).toContain(
      "optional",
    );
    const words = wordsOf(<PriorityForm issue={set} field="effort" onClose={() => undefined} />);
    for (const part of ["S", "M", "L", "XL", "optional"]) expect(words).toContain(` ${part} `);
  });
});
