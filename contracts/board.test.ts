import { describe, expect, test } from "vitest";
import {
  boardInput,
  BoardFilter,
  formatFilter,
  inboxInput,
  isSearch,
  ListInbox,
  ListIssues,
  listInput,
  navInputs,
  parseFilter,
  ReadBoard,
  sinceMs,
} from "./board";
import { OPEN_STATES } from "./feedback";

const filterOf = (parts: Partial<BoardFilter>): BoardFilter => BoardFilter.parse(parts);

describe("a filter as a person writes it", () => {
  test.each<[written: string, read: Partial<BoardFilter>]>([
    ["", {}],
    ["   ", {}],
    ['component:"log in",checkout', { components: ["log in", "checkout"] }],
    ['component:"a,b"', { components: ["a,b"] }],
    ['label:" vip "', { labels: ["vip"] }],
    ['label:""', {}],
    ['label:" " vip', { text: "vip" }],
    ["label: vip", { text: "label: vip" }],
    ['say "double charge" twice', { text: "say double charge twice" }],
    ['"state:open"', { text: "state:open" }],
    ['a"b', { text: "a b" }],
    ["at 12:30 in foo:bar", { text: "at 12:30 in foo:bar" }],
    ["severity:,critical", { severities: ["critical"] }],
    ['severity:"critical', { severities: ["critical"] }],
    ["state:open,closed state:new,closed", { states: [...OPEN_STATES, "closed"] }],
    ["owner:open", { owners: ["open"] }],
    ["Since:24H", { since: "24h" }],
    ["since:24h since:3d", { since: "3d" }],
    ["owner:me,none team:none", { owners: ["me", "none"], teams: ["none"] }],
    ["type:wish urgency:now source:form", { types: ["wish"], urgencies: ["now"], sources: ["form"] }],
  ])("%j", (written, read) => expect(parseFilter(written)).toEqual({ filter: filterOf(read), problems: [] }));

  test.each(["constructor:x", "CONSTRUCTOR:x", "toString:x", "hasOwnProperty:x"])(
    "%s begins with no key of ours and is looked for as text",
    (written) => expect(parseFilter(written)).toEqual({ filter: filterOf({ text: written }), problems: [] }),
  );

  test.each([
    ["severity:urgent", "severity:urgent", "There is no severity called “urgent”."],
    ["SEVERITY:urgent", "severity:urgent", "There is no severity called “urgent”."],
    ["state:Open", "state:Open", "There is no state called “Open”."],
    ["severity:open", "severity:open", "There is no severity called “open”."],
    ["since:0h", "since:0h", "Say how long back: 90m, 24h, 3d or 2w."],
    ["since:24", "since:24", "Say how long back: 90m, 24h, 3d or 2w."],
    ["since:10000h", "since:10000h", "Say how long back: 90m, 24h, 3d or 2w."],
    [`label:${"x".repeat(81)}`, `label:${"x".repeat(81)}`, "That is too long."],
  ])("%s is told as a problem, and the rest applies", (written, token, message) =>
    expect(parseFilter(`${written} type:wish charge`)).toEqual({
      filter: filterOf({ types: ["wish"], text: "charge" }),
      problems: [{ token, message }],
    }),
  );

  test("keeps the longest name, the first twenty values and the first 200 characters of text", () => {
    const labels = Array.from({ length: 25 }, (_, n) => `l${n}`);
    const { filter, problems } = parseFilter(`label:${labels.join(",")} owner:${"x".repeat(80)}`);
    expect(filter).toMatchObject({ labels: labels.slice(0, 20), owners: ["x".repeat(80)] });
    expect(problems).toEqual([]);
    expect(parseFilter("x".repeat(201)).filter.text).toBe("x".repeat(200));
    expect(parseFilter(`${"x".repeat(199)} y`).filter.text).toBe("x".repeat(199));
    expect(parseFilter(`${"x".repeat(2_000)} label:vip`).filter.labels).toEqual([]);
  });
});

describe("a filter as it is written", () => {
  test("has its keys in one order, names in quotes where they need them, and the words last", () =>
    expect(
      formatFilter(
        filterOf({
          text: "double charge",
          since: "24h",
          labels: ["a,b"],
          sources: ["form"],
          teams: ["none"],
          owners: ["me"],
          components: ["log in", "checkout", 'the "old" one'],
          urgencies: ["now"],
          quadrants: ["later"],
          types: ["wish"],
          severities: ["critical", "major"],
          states: ["closed", ...OPEN_STATES],
        }),
      ),
    ).toBe(
      "state:open,closed severity:critical,major type:wish quadrant:later urgency:now " +
        'component:"log in",checkout,"the old one" owner:me team:none source:form label:"a,b" since:24h double charge',
    ));

  test.each<[Partial<BoardFilter>, string]>([
    [{}, ""],
    [{ states: ["new", "fixed"] }, "state:new,fixed"],
    [{ text: "a,label:x" }, "a,label:x"],
    [{ states: ["parked", "closed"] }, "state:parked,closed"],
    [{ text: "state:open foo:bar 12:30 since: Label:x" }, '"state:open" foo:bar 12:30 since: "Label:x"'],
  ])("%j is %s, and reads as the same", (parts, written) => {
    expect(formatFilter(filterOf(parts))).toBe(written);
    expect(parseFilter(written)).toEqual({ filter: filterOf(parts), problems: [] });
  });
});

test.each([
  ["1m", 60_000],
  ["90m", 5_400_000],
  ["24h", 86_400_000],
  ["3d", 259_200_000],
  ["2w", 1_209_600_000],
])("since %s reaches back %d ms", (since, ms) => expect(sinceMs(since)).toBe(ms));

test.each([
  ["", false],
  ["a", false],
  ["#", false],
  ["7", true],
  ["ab", true],
  ["支払", true],
])("%j is searched for: %s", (text, isOne) => expect(isSearch(text)).toBe(isOne));

describe("what the server reads ahead is what the screen asks for", () => {
  const of = { launchId: "lau_1", filter: "state:open" };

  test("a list: a page of sixty, in the order that was chosen", () => {
    expect(ListIssues.parse(listInput({ ...of, sort: "created" }))).toEqual({
      ...of,
      sort: "created",
      limit: 60,
    });
    expect(listInput({ ...of, sort: null })).toStrictEqual(listInput({ ...of, sort: undefined }));
    expect(ListIssues.parse(listInput({ ...of, sort: null })).sort).toBeUndefined();
  });

  test("a board: all of it, or one quadrant of it", () => {
    expect(ReadBoard.parse(boardInput(of))).toEqual(of);
    expect(boardInput({ ...of, quadrant: null })).toEqual(of);
    const { launchId, filter } = boardInput({ ...of, quadrant: "big_bet" });
    expect(launchId).toBe("lau_1");
    expect(parseFilter(filter).filter).toEqual(
      filterOf({ states: [...OPEN_STATES], quadrants: ["big_bet"] }),
    );
  });

  test("the inbox: what it shows first says nothing", () => {
    expect(inboxInput({ launchId: "lau_1", reason: null, sort: "severity" })).toStrictEqual({
      launchId: "lau_1",
      limit: 40,
    });
    const newest = inboxInput({ launchId: "lau_1", reason: "regressed", sort: "newest" });
    expect(newest).toStrictEqual({ launchId: "lau_1", limit: 40, reason: "regressed", sort: "newest" });
    expect(ListInbox.parse(newest)).toMatchObject(newest);
  });

  test("the counts beside the links: one issue of the inbox, and what is open", () =>
    expect(navInputs("lau_1")).toEqual({
      inbox: { launchId: "lau_1", limit: 1 },
      counts: { launchId: "lau_1", filter: "state:open" },
    }));
});
