import { describe, expect, test, vi } from "vitest";
import { FairGate, GateClosed } from "./fair-gate";

const LIMITS = { together: 3, perKey: 2, waitingPerKey: 4, waitMs: 60_000 };

/** Work that ends when it is told to; `begun` says in which order it was let through. */
function workshop(gate: FairGate) {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const done: Promise<unknown>[] = [];
  const enter = (key: string, name: string) => {
    const ended = gate.run(key, () => {
      begun.push(name);
      return new Promise<void>((end) => ends.set(name, end));
    });
    done.push(ended.catch(() => {}));
    return ended;
  };
  const settled = () => new Promise((next) => setImmediate(next));
  const end = async (name: string) => {
    await settled();
    ends.get(name)!();
    await settled();
  };
  return { begun, enter, end, settled };
}

describe("a gate that is shared", () => {
  test("nobody has more than their part, and what is left is for others", async () => {
    const { begun, enter, settled } = workshop(new FairGate(LIMITS));
    for (const name of ["a1", "a2", "a3"]) void enter("a", name);
    void enter("b", "b1");
    void enter("c", "c1");
    await settled();
    expect(begun).toEqual(["a1", "a2", "b1"]);
  });

  test("turns come round between those who wait, each in the order they came", async () => {
    const { begun, enter, end } = workshop(new FairGate({ ...LIMITS, together: 1, perKey: 1 }));
    for (const name of ["a1", "a2", "a3"]) void enter("a", name);
    for (const name of ["b1", "b2"]) void enter("b", name);
    for (const name of ["a1", "a2", "b1", "a3", "b2"]) await end(name);
    expect(begun).toEqual(["a1", "a2", "b1", "a3", "b2"]);
  });

  test("whoever comes to a full line is sent away, and the others stay", async () => {
    const { begun, enter, end } = workshop(new FairGate({ ...LIMITS, together: 1, waitingPerKey: 1 }));
    void enter("a", "a1");
    void enter("a", "a2");
    await expect(enter("a", "a3")).rejects.toEqual(new GateClosed("line_full"));
    await end("a1");
    expect(begun).toEqual(["a1", "a2"]);
  });

  test("whoever has waited too long is told so and takes no turn later", async () => {
    const { begun, enter, end, settled } = workshop(new FairGate({ ...LIMITS, together: 1, waitMs: 10 }));
    void enter("a", "a1");
    await expect(enter("b", "b1")).rejects.toMatchObject({ reason: "too_late" });
    await end("a1");
    void enter("c", "c1");
    await settled();
    expect(begun).toEqual(["a1", "c1"]);
  });

  test("what fails gives its place back", async () => {
    const gate = new FairGate({ ...LIMITS, together: 1 });
    await expect(gate.run("a", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    await expect(gate.run("b", () => Promise.resolve(1))).resolves.toBe(1);
  });
});

describe("places at a gate", () => {
  test("as many wait as may, in their own line; another's line is another's", async () => {
    const gate = new FairGate({ ...LIMITS, together: 1, waitingPerKey: 2 });
    const { begun, enter, end } = workshop(gate);
    for (const name of ["a1", "a2", "a3"]) void enter("a", name);
    await expect(enter("a", "a4")).rejects.toThrow("not let through: line_full");
    for (const name of ["b1", "b2"]) void enter("b", name);
    for (const name of ["a1", "a2", "b1", "a3", "b2"]) await end(name);
    expect(begun).toEqual(["a1", "a2", "b1", "a3", "b2"]);
  });

  test("whoever waited too long loses their own place, and the others of the line keep theirs", async () => {
    vi.useFakeTimers();
    try {
      const gate = new FairGate({ ...LIMITS, together: 1, waitMs: 1_000 });
      let endFirst = () => {};
      const begun: string[] = [];
      const act = (name: string) => () => {
        begun.push(name);
        return Promise.resolve();
      };
      const first = gate.run("a", () => new Promise<void>((end) => (endFirst = end)));
      const tooLate = expect(gate.run("b", act("b1"))).rejects.toThrow("not let through: too_late");
      await vi.advanceTimersByTimeAsync(600);
      const second = gate.run("b", act("b2"));
      await vi.advanceTimersByTimeAsync(400);
      await tooLate;
      endFirst();
      await Promise.all([first, second]);
      // Whoever was let through is not told afterwards that it was too late.
      await vi.advanceTimersByTimeAsync(10_000);
      expect(begun).toEqual(["b2"]);
    } finally {
      vi.useRealTimers();
    }
  });

  test("who has as much as they may is followed by the next of their own line", async () => {
    const { begun, enter, end, settled } = workshop(new FairGate({ ...LIMITS, together: 3, perKey: 1 }));
    for (const name of ["a1", "a2", "a3"]) void enter("a", name);
    await settled();
    expect(begun).toEqual(["a1"]);
    await end("a1");
    expect(begun).toEqual(["a1", "a2"]);
    await end("a2");
    expect(begun).toEqual(["a1", "a2", "a3"]);
  });

  test("a line that may not go on yet does not hold up the others", async () => {
    const { begun, enter, end } = workshop(new FairGate({ ...LIMITS, together: 2, perKey: 1 }));
    for (const name of ["a1", "a2"]) void enter("a", name);
    for (const name of ["b1", "c1"]) void enter(name.charAt(0), name);
    await end("b1");
    expect(begun).toEqual(["a1", "b1", "c1"]);
  });
});
