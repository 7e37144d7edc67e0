import { describe, expect, test } from "vitest";
import { mintScope } from "@/server/platform/mint-scope";
import { MACHINE } from "@/server/platform/scope";
import { findQuotingIn, readIssueContextsIn } from "./issue-contexts.queries";
import { transaction } from "./samples/transaction";

const SCOPE = mintScope("org_a", MACHINE, []);
const NOW = new Date("2026-11-24T10:00:00Z");

describe("what an issue's reports say of where they were made", () => {
  const issue = {
    launchId: "l1",
    type: "technical",
    firstSeenAt: NOW,
    lastSeenAt: NOW,
    componentId: "com_1",
  };
  const report = {
    reference: "R-1",
    occurredAt: NOW,
    requestId: "8f2c",
    version: null,
    route: null,
    url: null,
  };

  test("with the component where the issue has one", async () => {
    const { tx, requested } = transaction([[], [], [report]], {
      issue,
      component: { id: "com_1", name: "Checkout" },
    });
    expect(await readIssueContextsIn(tx, SCOPE, "iss_1")).toEqual({
      launchId: "l1",
      type: "technical",
      firstSeenAt: NOW,
      lastSeenAt: NOW,
      component: { id: "com_1", name: "Checkout" },
      reports: [report],
    });
    expect(requested[0]!.values[0]).toContain('"orgId":"org_a","id":"iss_1"');
    expect(requested[1]!.values[0]).toContain('"orgId":"org_a","id":"com_1"');
    expect(requested[2]!.values).toEqual(["org_a", "iss_1", 500]);
  });

  test("without asking for one where it has none", async () => {
    const { tx, requested } = transaction([], {
      issue: { ...issue, componentId: null },
      component: { id: "x" },
    });
    expect(await readIssueContextsIn(tx, SCOPE, "iss_1")).toMatchObject({ component: null, reports: [] });
    expect(requested).toHaveLength(2);
  });

  test("an issue that is not there is not found", async () =>
    expect(readIssueContextsIn(transaction([]).tx, SCOPE, "iss_1")).rejects.toMatchObject({
      code: "NOT_FOUND",
      message: "There is no such issue here.",
    }));
});

test("a report that quotes a request id is told with its issue, or without one", async () => {
  const { tx } = transaction([
    [
      { reference: "R-1", occurredAt: NOW, issueId: "iss_1", number: 4, title: "Payment fails" },
      { reference: "R-2", occurredAt: NOW, issueId: null, number: null, title: null },
    ],
  ]);
  expect(await findQuotingIn(tx, SCOPE, "l1", "req-1", { from: NOW, until: NOW })).toEqual([
    { reference: "R-1", occurredAt: NOW, issue: { id: "iss_1", number: 4, title: "Payment fails" } },
    { reference: "R-2", occurredAt: NOW, issue: null },
  ]);
});
