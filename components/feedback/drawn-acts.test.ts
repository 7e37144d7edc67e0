import { QueryClient, type QueryKey } from "@tanstack/react-query";
import { beforeEach, describe, expect, test } from "vitest";
import { drawAct } from "./drawn-acts";
import type { IssuePatch } from "./optimistic";

const LIST: QueryKey = [["triage", "issues"], { input: { launchId: "lau_1" }, type: "infinite" }];
const BOARD: QueryKey = [["triage", "kanban"], { input: { launchId: "lau_1" }, type: "query" }];
const PAGE: QueryKey = [["feedback", "issue"], { input: { issueId: "iss_1" }, type: "query" }];

const row = (n: number, more: object = {}) => ({
  id: `iss_${n}`,
  state: "new",
  title: `Issue ${n}`,
  ownerId: null,
  version: 3,
  ...more,
});
type Row = ReturnType<typeof row>;

let client: QueryClient;
/** The server's answer to a read of the list, as a live refresh brings it. */
const readList = (...rows: Row[]) =>
  client.query({
    queryKey: LIST,
    queryFn: () => ({ pages: [{ rows }], pageParams: [null] }),
    staleTime: 0,
  });
const readPage = (issue: object) => client.query({ queryKey: PAGE, queryFn: () => issue, staleTime: 0 });
const listed = (n = 1): Row =>
  client
    .getQueryData<{ pages: { rows: Row[] }[] }>(LIST)!
    .pages[0]!.rows.find((issue) => issue.id === `iss_${n}`)!;
const page = () => client.getQueryData<Row & { effortReason?: string }>(PAGE)!;
const draw = (patch: IssuePatch, ...issues: number[]) =>
  drawAct(client, new Map((issues.length > 0 ? issues : [1]).map((n) => [`iss_${n}`, patch])));
const answeredWith = (version: number) => new Map([["iss_1", version]]);

beforeEach(async () => {
  client = new QueryClient();
  await readList(row(1), row(2), row(3));
  await readPage(row(1, { effortReason: "Estimated." }));
});

describe("an act that is drawn", () => {
  test("shows wherever its issue is shown, at once, and nowhere else", () => {
    draw({ state: "accepted" });
    expect([listed().state, page().state, listed(2).state]).toEqual(["accepted", "accepted", "new"]);
  });

  test("stays when it was done, with the version that it made", () => {
    draw({ state: "accepted" }).keep(answeredWith(4));
    expect(listed()).toEqual(row(1, { state: "accepted", version: 4 }));
  });

  test("is gone when it was refused, to the last field", () => {
    const before = [listed(), page()];
    draw({ state: "accepted", workaround: "Wait.", effortReason: "By hand." }).takeOut();
    expect([listed(), page()]).toEqual(before);
    expect(Object.keys(listed())).not.toContain("workaround");
  });

  test("is taken out for those issues alone that it did not fit", () => {
    const drawn = draw({ state: "parked" }, 1, 2, 3);
    drawn.keep(new Map([["iss_1", 4]]));
    drawn.takeOut(["iss_2", "iss_3"]);
    expect([1, 2, 3].map((n) => listed(n))).toEqual([
      row(1, { state: "parked", version: 4 }),
      row(2),
      row(3),
    ]);
  });

  test("leaves what was due to be read again due", async () => {
    await client.invalidateQueries({ queryKey: LIST, refetchType: "none" });
    const readAt = client.getQueryState(LIST)!.dataUpdatedAt;
    draw({ state: "accepted" }).keep(answeredWith(4));
    expect(client.getQueryState(LIST)).toMatchObject({ isInvalidated: true, dataUpdatedAt: readAt });
  });
});

describe("two acts in a row", () => {
  test("each is shown, and both stay, whichever is answered first", () => {
    const [first, second] = [draw({ state: "accepted" }), draw({ ownerId: "mem_1" })];
    expect(listed()).toMatchObject({ state: "accepted", ownerId: "mem_1" });
    second.keep(answeredWith(5));
    first.keep(answeredWith(4));
    expect(listed()).toEqual(row(1, { state: "accepted", ownerId: "mem_1", version: 5 }));
  });

  test.each(["waits", "is done"])(
    "the first is refused while the second %s: only the first is gone",
    (second) => {
      const refused = draw({ state: "accepted", title: "Another" });
      const later = draw({ title: "A third", ownerId: "mem_1" });
      if (second === "is done") later.keep(answeredWith(4));
      refused.takeOut();
      expect(listed()).toMatchObject({ state: "new", title: "A third", ownerId: "mem_1" });
    },
  );

  test("the second is refused: the first stays as it was drawn", () => {
    const first = draw({ title: "Another" });
    draw({ title: "A third", ownerId: "mem_1" }).takeOut();
    expect(listed()).toMatchObject({ title: "Another", ownerId: null });
    first.keep(answeredWith(4));
    expect(listed()).toMatchObject({ title: "Another", version: 4 });
  });

  test("both are refused, the first one first: the issue is what it was", () => {
    const [first, second] = [draw({ title: "Another" }), draw({ title: "A third" })];
    first.takeOut();
    second.takeOut();
    expect(listed()).toEqual(row(1));
  });

  test("what one refuses on another issue is nothing of the first's", () => {
    const [first, second] = [draw({ state: "parked" }, 1), draw({ state: "parked" }, 2)];
    first.takeOut();
    expect([listed(1).state, listed(2).state]).toEqual(["new", "parked"]);
    second.keep(new Map([["iss_2", 4]]));
    expect(listed(2)).toEqual(row(2, { state: "parked", version: 4 }));
  });
});

describe("a live refresh in between", () => {
  test("brings what others did and leaves the act drawn", async () => {
    draw({ state: "accepted" });
    await readList(row(1, { title: "Renamed by Bo", version: 4 }), row(2, { ownerId: "mem_2" }));
    expect(listed()).toMatchObject({ state: "accepted", title: "Renamed by Bo" });
    expect(listed(2)).toMatchObject({ state: "new", ownerId: "mem_2" });
  });

  test("is what a refusal goes back to", async () => {
    const drawn = draw({ state: "accepted", ownerId: "mem_1" });
    await readList(row(1, { state: "declined", title: "Renamed by Bo", version: 4 }));
    drawn.takeOut();
    expect(listed()).toEqual(row(1, { state: "declined", title: "Renamed by Bo", version: 4 }));
    expect(page()).toEqual(row(1, { effortReason: "Estimated." }));
  });

  test("that is older than the answer does not take the act off the screen; one that is as new counts", async () => {
    draw({ state: "accepted" }).keep(answeredWith(4));
    await readList(row(1));
    expect(listed()).toMatchObject({ state: "accepted", version: 4 });
    await readList(row(1, { state: "fixed", version: 5 }));
    expect(listed()).toEqual(row(1, { state: "fixed", version: 5 }));
  });

  test("that holds a later act is not drawn over by an earlier one that still waits", async () => {
    const waiting = draw({ title: "Another" });
    draw({ title: "A third" }).keep(answeredWith(4));
    await readList(row(1, { title: "A third", version: 4 }));
    expect(listed().title).toBe("A third");
    waiting.takeOut();
    expect(listed().title).toBe("A third");
  });

  test("of a list that is opened while an act waits shows the act as well", async () => {
    client.removeQueries({ queryKey: PAGE });
    const drawn = draw({ state: "accepted" });
    await readPage(row(1));
    expect(page().state).toBe("accepted");
    drawn.takeOut();
    expect(page().state).toBe("new");
  });

  test("is what counts after an act without a version, as undoing is", async () => {
    draw({ state: "accepted" }).keep(answeredWith(4));
    draw({ state: "new" }).keep();
    expect(listed()).toMatchObject({ state: "new" });
    await readList(row(1, { state: "parked", version: 6 }));
    expect(listed()).toEqual(row(1, { state: "parked", version: 6 }));
  });
});

test("many acts that were done are not remembered for ever, and none of them is lost", () => {
  const titles = Array.from({ length: 60 }, (_, n) => `Title ${n}`);
  for (const [n, title] of titles.entries()) draw({ title }).keep(answeredWith(4 + n));
  expect(listed()).toEqual(row(1, { title: "Title 59", version: 63 }));
});

describe("a card on the kanban", () => {
  type Board = { columns: { state: string; count: { n: number }; rows: Row[] }[] };
  const columns = () =>
    client
      .getQueryData<Board>(BOARD)!
      .columns.map(({ state, count, rows }) => [state, count.n, rows.map(({ id }) => id)]);
  const BEFORE = [
    ["new", 9, ["iss_1", "iss_2"]],
    ["accepted", 4, ["iss_3"]],
  ];
  beforeEach(() =>
    client.query({
      queryKey: BOARD,
      queryFn: () => ({
        columns: [
          { state: "new", count: { n: 9, isCapped: false }, rows: [row(1), row(2)] },
          { state: "accepted", count: { n: 4, isCapped: false }, rows: [row(3, { state: "accepted" })] },
        ],
      }),
    }),
  );

  test("goes to the top of its column and back, and both counts follow", () => {
    const drawn = draw({ state: "accepted" });
    expect(columns()).toEqual([
      ["new", 8, ["iss_2"]],
      ["accepted", 5, ["iss_1", "iss_3"]],
    ]);
    drawn.takeOut();
    expect(columns()).toEqual(BEFORE);
  });

  test("leaves a board that has no column for it, and is back when that was refused", () => {
    const drawn = draw({ state: "closed" });
    expect(columns()).toEqual([
      ["new", 8, ["iss_2"]],
      ["accepted", 4, ["iss_3"]],
    ]);
    drawn.takeOut();
    expect(columns()).toEqual(BEFORE);
  });
});
