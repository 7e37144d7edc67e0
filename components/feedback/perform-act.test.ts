import { QueryClient, type QueryKey } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";
import { toast } from "sonner";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import { showToastsWith } from "@/components/ui/toaster";
import { IssueAct, PriorityAct, type AnyAct } from "@/contracts/issues";
import { actOutcomes, undoStack, type OutcomeInput } from "./act-outcomes";
import type { Conflict } from "./conflict";
import type { ActTarget } from "./issue-row";
import { performer, pickFields } from "./perform-act";

showToastsWith(toast);

const LIST: QueryKey = [["triage", "issues"], { input: { launchId: "lau_1" }, type: "query" }];

const row = (n: number, more: Partial<ActTarget> & { workaround?: string | null } = {}): ActTarget => ({
  id: `iss_${n}`,
  number: n,
  title: `Issue ${n}`,
  state: "new",
  severity: "minor",
  type: "functional",
  impact: 30,
  effort: 40,
  version: 3,
  ownerId: null,
  ownerName: null,
  ...more,
});

/** What was sent, each to be answered by the test. */
type Sent = {
  to: string;
  input: Record<string, unknown>;
  answer: (done: unknown) => void;
  refuse: (error: Error) => void;
};

/** The way to a server that answers when the test says so. */
function desk(rows: readonly ActTarget[], { mayPlace = true } = {}) {
  const sent: Sent[] = [];
  const conflicts: Conflict[] = [];
  const to = (name: string) => ({
    mutate: (input: Record<string, unknown>) =>
      new Promise((answer, refuse) => sent.push({ to: name, input, answer, refuse })),
  });
  const client = {
    triage: { act: to("act"), place: to("place"), bulk: to("bulk"), undo: to("undo") },
  } as unknown as OutcomeInput["client"];
  const queryClient = new QueryClient();
  queryClient.setQueryData(LIST, { rows });
  const undoable = undoStack();
  const input = { client, queryClient, launchId: "lau_1" };
  const outcomes = actOutcomes({ ...input, isLive: true, undoable });
  const perform = performer({
    ...input,
    outcomes,
    mayWrite: true,
    mayPlace,
    nameOf: () => "Ada",
    memberName: "Ana",
    onConflict: (conflict) => conflicts.push(conflict),
  });
  const shown = () => queryClient.getQueryData<{ rows: ActTarget[] }>(LIST)!.rows;
  /** Does something with issues as the screen shows them just now. */
  const act = (what: AnyAct, ...numbers: number[]) =>
    perform(
      shown().filter(({ number }) => numbers.includes(number)),
      what,
    );
  return { sent, conflicts, outcomes, undoable, shown, act, perform };
}

const doneWith = (undoId: string | null, ...issues: [id: string, version: number][]) => ({
  undoId,
  issues: issues.map(([id, version]) => ({ id, version })),
  skipped: [],
});
const movedOn = (current: object) =>
  new TRPCClientError("It was changed.", {
    result: {
      error: {
        data: { refusal: { code: "CONFLICT", message: "", details: { reason: "version", current } } },
      },
    } as never,
  });
const accept = IssueAct.parse({ kind: "accept" });
const rename = (title: string) => IssueAct.parse({ kind: "rename", title });
const assign = IssueAct.parse({ kind: "assign", ownerId: "mem_1" });

vi.stubGlobal("requestAnimationFrame", (next: () => void) => queueMicrotask(next));
afterAll(() => void vi.unstubAllGlobals());
beforeEach(() => {
  for (const entry of toast.getToasts()) toast.dismiss(entry.id);
});
const titles = () => toast.getToasts().flatMap((entry) => ("title" in entry ? [entry.title] : []));

describe("an act", () => {
  test("is drawn, sent with the version that was seen, and may be taken back once it is done", async () => {
    const { sent, shown, act, undoable } = desk([row(1), row(2)]);
    act(accept, 1);
    expect(shown()[0]).toMatchObject({ state: "accepted" });
    expect(sent).toMatchObject([{ to: "act", input: { issueId: "iss_1", expectedVersion: 3, act: accept } }]);
    expect(undoable.last()).toBeUndefined();
    sent[0]!.answer(doneWith("undo-1", ["iss_1", 4]));
    await expect.poll(() => undoable.last()?.changes).toMatchObject([{ undoId: "undo-1", number: 1 }]);
    expect(shown()[0]).toMatchObject({ state: "accepted", version: 4 });
    expect(titles()).toEqual(["Accepted #1"]);
  });

  test("that changed nothing is taken out of the drawing, and offers no way back", async () => {
    const { sent, shown, act, undoable } = desk([row(1)]);
    act(rename("Another"), 1);
    sent[0]!.answer(doneWith(null, ["iss_1", 3]));
    await expect.poll(titles).toEqual(["Nothing had to change"]);
    expect(shown()).toEqual([row(1)]);
    expect(undoable.last()).toBeUndefined();
  });

  test("on several stays on those that it fitted, and says of the others why", async () => {
    const { sent, shown, act } = desk([row(1), row(2), row(3, { state: "closed" })]);
    act(IssueAct.parse({ kind: "start" }), 1, 2, 3);
    expect(sent[0]).toMatchObject({ to: "bulk", input: { target: { ids: ["iss_1", "iss_2", "iss_3"] } } });
    sent[0]!.answer({
      ...doneWith("undo-1", ["iss_1", 4], ["iss_2", 4]),
      skipped: [{ id: "iss_3", number: 3, reason: "#3 is closed." }],
    });
    await expect
      .poll(() => shown().map(({ state }) => state))
      .toEqual(["in_progress", "in_progress", "closed"]);
    expect(toast.getToasts()[0]).toMatchObject({ description: "1 issue left as it is: #3 is closed." });
  });

  test("that the role does not allow is neither drawn nor sent", () => {
    const { sent, shown, act } = desk([row(1)], { mayPlace: false });
    act(PriorityAct.parse({ kind: "place", impact: 80 }), 1);
    expect([sent, shown()]).toEqual([[], [row(1)]]);
  });

  test("that is refused takes nothing with it that was done later", async () => {
    const { sent, shown, act, undoable } = desk([row(1), row(2)]);
    act(accept, 1);
    act(assign, 1);
    act(accept, 2);
    sent[1]!.answer(doneWith("undo-2", ["iss_1", 4]));
    await expect.poll(() => undoable.last()).toBeDefined();
    sent[0]!.refuse(new Error("No."));
    await expect.poll(() => shown()[0]!.state).toBe("new");
    expect(shown()[0]).toMatchObject({ ownerId: "mem_1", ownerName: "Ada", version: 4 });
    expect(shown()[1]!.state).toBe("accepted");
  });
});

describe("an issue that somebody else changed in the meantime", () => {
  test("is shown with both versions, and nothing is overwritten until the person says so", async () => {
    const { sent, conflicts, shown, act, perform } = desk([row(1)]);
    act(rename("Mine"), 1);
    const theirs = { ...row(1), title: "Theirs", version: 7 };
    sent[0]!.refuse(movedOn(theirs));
    await expect.poll(() => conflicts).toHaveLength(1);
    expect(conflicts[0]).toMatchObject({
      fields: ["title"],
      seen: { title: "Issue 1", version: 3 },
      current: { title: "Theirs", version: 7 },
      act: { title: "Mine" },
    });
    expect(sent).toHaveLength(1);
    expect(shown()[0]!.title).toBe("Issue 1");
    perform([conflicts[0]!.current], conflicts[0]!.act);
    expect(sent[1]!.input).toMatchObject({ expectedVersion: 7, act: { title: "Mine" } });
    sent[1]!.refuse(movedOn({ ...theirs, title: "Theirs again", version: 8 }));
    await expect.poll(() => conflicts).toHaveLength(2);
    expect(conflicts[1]).toMatchObject({ seen: { title: "Theirs" }, current: { title: "Theirs again" } });
  });

  test.each<[string, AnyAct, Partial<ActTarget> & { workaround?: string }]>([
    ["state", accept, { state: "declined" }],
    ["ownerId", assign, { ownerId: "mem_2" }],
    ["severity", IssueAct.parse({ kind: "relabel", severity: "major" }), { severity: "critical" }],
    ["impact", PriorityAct.parse({ kind: "place", impact: 80 }), { impact: 10 }],
    ["workaround", IssueAct.parse({ kind: "workaround", text: "Wait." }), { workaround: "Restart it." }],
  ])("in the same %s is a conflict", async (field, what, theirs) => {
    const { sent, conflicts, act } = desk([row(1, { workaround: null })]);
    act(what, 1);
    sent[0]!.refuse(movedOn({ ...row(1, { workaround: null }), ...theirs, version: 4 }));
    await expect.poll(() => conflicts.map(({ fields }) => fields)).toEqual([[field]]);
    expect(sent).toHaveLength(1);
  });

  test("in something else is none: the act is sent once more upon what they made of it, and only once", async () => {
    const { sent, conflicts, shown, act } = desk([row(1)]);
    act(accept, 1);
    const theirs = { ...row(1), title: "Theirs", version: 7 };
    sent[0]!.refuse(movedOn(theirs));
    await expect.poll(() => sent.length).toBe(2);
    expect(sent[1]!.input).toMatchObject({ expectedVersion: 7, act: accept });
    expect([shown()[0]!.state, conflicts]).toEqual(["accepted", []]);
    sent[1]!.refuse(movedOn({ ...theirs, version: 8 }));
    await expect.poll(titles).toEqual(["Nothing was changed"]);
    expect([sent.length, conflicts, shown()[0]!.state]).toEqual([2, [], "new"]);
  });
});

describe("taking back one burst", () => {
  /** Accepts three issues one after the other and answers; then takes all of it back. */
  async function undone() {
    const world = desk([row(1), row(2), row(3)]);
    for (const n of [1, 2, 3]) {
      world.act(accept, n);
      world.sent.at(-1)!.answer(doneWith(`undo-${n}`, [`iss_${n}`, 4]));
      await expect.poll(() => world.undoable.last()?.changes.length).toBe(n);
    }
    world.outcomes.undoLast();
    await expect.poll(() => world.sent.at(-1)!.to).toBe("undo");
    return { ...world, states: () => world.shown().map(({ state }) => state) };
  }

  test("draws all of it as it was, at once", async () => {
    const { states } = await undone();
    expect(states()).toEqual(["new", "new", "new"]);
  });

  test("leaves that one as it is which the server refuses to take back, and no other", async () => {
    const { states, sent } = await undone();
    sent[3]!.answer({ issueIds: ["iss_3"] });
    await expect.poll(() => sent[4]?.input).toEqual({ undoId: "undo-2" });
    sent[4]!.refuse(new Error("Somebody decided since."));
    await expect.poll(() => sent[5]?.input).toEqual({ undoId: "undo-1" });
    expect(states()).toEqual(["new", "accepted", "new"]);
    sent[5]!.answer({ issueIds: ["iss_1"] });
    await expect.poll(titles).toContain("2 of 3 changes undone");
    expect(states()).toEqual(["new", "accepted", "new"]);
  });

  test("does not take a later act off the screen", async () => {
    const { states, sent, act } = await undone();
    act(IssueAct.parse({ kind: "start" }), 2);
    for (const at of [3, 4, 5]) {
      await expect.poll(() => sent.filter(({ to }) => to === "undo").length).toBe(at - 2);
      sent.filter(({ to }) => to === "undo")[at - 3]!.answer({ issueIds: [] });
    }
    await expect.poll(titles).toContain("Undone: all 3 changes");
    expect(states()).toEqual(["new", "in_progress", "new"]);
  });
});

test("what a list's row does not know of an issue is not put back as nothing", () => {
  const known = {
    id: "iss_1",
    number: 7,
    effort: 40,
    ownerName: null,
    title: "Slow",
  } as unknown as ActTarget;
  expect(pickFields(known, ["effort", "effortReason", "ownerName"])).toEqual({ effort: 40, ownerName: null });
});
