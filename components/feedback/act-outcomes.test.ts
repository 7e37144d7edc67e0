import { QueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { showToastsWith } from "@/components/ui/toaster";
import { actOutcomes, undoStack, type OutcomeInput } from "./act-outcomes";

/** The way to a server that takes back whatever it is asked to, but for some changes. */
function outcomesWith(refusedIds: readonly string[] = []) {
  const taken: string[] = [];
  const client = {
    triage: {
      undo: {
        mutate: ({ undoId }: { undoId: string }) => {
          taken.push(undoId);
          return refusedIds.includes(undoId)
            ? Promise.reject(new Error("It was changed since."))
            : Promise.resolve({ issueIds: [] });
        },
      },
    },
  } as unknown as OutcomeInput["client"];
  const undoable = undoStack();
  const outcomes = actOutcomes({
    client,
    queryClient: new QueryClient(),
    launchId: "lau_1",
    isLive: true,
    undoable,
  });
  const park = (number: number) => {
    outcomes.offerUndo({
      undoId: `undo-${number}`,
      order: undoable.nextOrder(),
      burstKey: "park",
      describe: ({ count, number: only }) =>
        only === undefined ? `Parked ${count} issues` : `Parked #${only}`,
      number,
      issueIds: [`iss_${number}`],
    });
  };
  return { outcomes, undoable, taken, park };
}

const shown = () =>
  toast
    .getToasts()
    .map((entry) => ("title" in entry ? { title: entry.title, description: entry.description } : {}));
const pressUndo = () => {
  const [latest] = toast.getToasts();
  const action = latest && "action" in latest ? latest.action : undefined;
  (action as { onClick: (event: unknown) => void }).onClick({});
};
const settled = async (taken: readonly string[], count: number) => {
  await expect.poll(() => taken.length).toBe(count);
};

// Toasts leave with the next frame; there are none outside of a browser.
vi.stubGlobal("requestAnimationFrame", (next: () => void) => queueMicrotask(next));
afterAll(() => void vi.unstubAllGlobals());

showToastsWith(toast);
beforeEach(() => {
  for (const entry of toast.getToasts()) toast.dismiss(entry.id);
});

describe("D1: a burst of acts", () => {
  it("is one toast, and its way back takes all of it, the last first", async () => {
    const { taken, park } = outcomesWith();
    for (const number of [1, 2, 3]) park(number);
    expect(shown()).toMatchObject([{ title: "Parked 3 issues" }]);
    pressUndo();
    await settled(taken, 3);
    expect(taken).toEqual(["undo-3", "undo-2", "undo-1"]);
    await expect.poll(shown).toMatchObject([{ title: "Undone: all 3 changes" }]);
  });

  it("is taken back as far as nobody has built upon it, and says which stays", async () => {
    const { taken, park } = outcomesWith(["undo-2"]);
    for (const number of [1, 2, 3]) park(number);
    pressUndo();
    await settled(taken, 3);
    await expect.poll(shown).toMatchObject([{ title: "2 of 3 changes undone" }]);
    expect(shown()[0]!.description).toContain("#2: ");
  });

  it("is not taken back twice", async () => {
    const { outcomes, taken, park } = outcomesWith();
    park(1);
    park(2);
    outcomes.undoLast();
    await settled(taken, 2);
    outcomes.undoLast();
    await expect.poll(() => shown().map(({ title }) => title)).toContain("There is nothing to undo here");
    expect(taken).toHaveLength(2);
  });

  it("waits for what is not answered yet, and does not take back what was done before it", async () => {
    const { outcomes, undoable, taken, park } = outcomesWith();
    outcomes.offerUndo({
      undoId: "undo-earlier",
      order: undoable.nextOrder(),
      burstKey: "accept",
      describe: () => "Accepted #9",
      issueIds: ["iss_9"],
    });
    let answer = (): void => undefined;
    const sent = new Promise<void>((done) => (answer = done));
    undoable.follow(sent);
    const answered = sent.then(() => park(1));
    outcomes.undoLast();
    answer();
    await answered;
    await settled(taken, 1);
    expect(taken).toEqual(["undo-1"]);
  });
});
