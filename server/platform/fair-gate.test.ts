import { describe, expect, test } from "vitest";
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
