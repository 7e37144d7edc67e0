/** What each sign is worth when a report's type is decided, in points; words without any meaning stand around them. */
import { describe, expect, test } from "vitest";
import { classifyType, type TypeHints } from "./classify-type";

type Family = "defect" | "question" | "wish" | "praise";
type Kind = "technical" | "functional" | "usability" | "performance" | "integration";
type Points = Partial<Record<Family, number>>;
type Kinds = Partial<Record<Kind, number>>;

const NONE: TypeHints = { isFloorStated: false, sentiment: "neutral" };
const read = (text: string, title: string | null = null, hints: Partial<TypeHints> = {}) =>
  classifyType(title, text, { ...NONE, ...hints });
const words = (n: number) => Array.from({ length: n }, (_, at) => ["zorp", "krat", "blim"][at % 3]).join(" ");

/** Many points flatten out. */
const flat = (points: number) => (points <= 0 ? 0 : 6 * (1 - Math.exp(-points / 5)));
function largest(entries: [string, number][]): { name: string; share: number } {
  const sum = entries.reduce((total, [, power]) => total + Math.exp(power), 0);
  const [name, power] = entries.reduce((best, entry) => (entry[1] > best[1] ? entry : best));
  return { name, share: Math.exp(power) / sum };
}
/** The type that points lead to, and how sure it is. Defects have a start. */
function decided(points: Points, kinds: Kinds = {}, start = 0.35) {
  const family = largest(
    (["defect", "question", "wish", "praise"] as const).map((name) => [
      name,
      0.62 * flat(points[name] ?? 0) + (name === "defect" ? start : 0),
    ]),
  );
  if (family.name !== "defect") return { type: family.name, confidence: expect.closeTo(family.share, 10) };
  const { technical = 0, functional = 0, usability = 0, performance = 0, integration = 0 } = kinds;
  const all = {
    technical: 0.6 + technical,
    functional: 0.8 + functional,
    usability,
    performance,
    integration,
  };
  const kind = largest(Object.entries(all).map(([name, value]) => [name, 0.6 * flat(value)]));
  return { type: kind.name, confidence: expect.closeTo(family.share * (0.55 + 0.45 * kind.share), 10) };
}
type Row = [text: string, points: Points, title?: string | null, hints?: Partial<TypeHints>, kinds?: Kinds];
const holds = (...[text, points, title = null, hints = {}, kinds = {}]: Row) =>
  expect(read(text, title, hints)).toMatchObject(decided(points, kinds));

describe("words", () => {
  test.each<Row>([
    ["zorp", {}],
    ["", {}],
    ["ojala", { wish: 3 }],
    // In a title they count more, said again less.
    ["zorp", { wish: 4.8 }, "ojala"],
    ["ojala zorp ojala", { wish: 4 }],
    ["ojala zorp ojala krat ojala", { wish: 4.6 }],
    ["ojala", { wish: 7.8 }, "ojala"],
    ["ojala crash", { wish: 3, defect: 3 }, null, {}, { technical: 2.5 }],
    // A long report thins them out, and what comes late is hardly heard.
    [`${words(44)} ojala`, { wish: 3 }],
    [`${words(59)} ojala`, { wish: 3 / Math.sqrt(60 / 45) }],
    [`${words(60)} ojala`, { wish: (3 * 0.25) / Math.sqrt(61 / 45) }],
  ])("%j: %j", holds);
  test("named as evidence are the strongest three that speak for what was decided", () => {
    const { type, evidence } = read("As a user idee fur krat, sugerencia ojala, mehr auswahl, frage");
    expect(type).toBe("wish");
    expect(evidence).toEqual(["sugerencia", "ojala", "as a user"]);
    expect(read("ojala ojala", "ojala").evidence).toEqual(["ojala"]);
    expect(read("crash, webhooks, ojala, segfault").evidence).toEqual(["crash", "segfault"]);
    expect(read("invoice webhooks api").evidence).toEqual(["webhooks", "api"]);
  });
});

describe("what is known besides", () => {
  test.each<Row>([
    ["zorp", { defect: 4 }, null, { isFloorStated: true }],
    ["zorp", {}, null, { statusCode: 399 }],
    ["zorp", { defect: 1.5 }, null, { statusCode: 400 }],
    ["zorp", { defect: 1.5 }, null, { statusCode: 499 }],
    ["zorp", { defect: 1.5 }, null, { statusCode: 500 }, { technical: 2.5 }],
    // A pleasant tone alone praises nothing.
    ["zorp", {}, null, { sentiment: "positive" }],
    ["crash", { defect: 2.7 }, null, { sentiment: "positive" }, { technical: 2.5 }],
    ["kudos", { praise: 3 }],
    ["kudos", { praise: 4 }, null, { sentiment: "positive" }],
    ["kudos", { praise: 0.5, defect: 0.5 }, null, { sentiment: "negative" }],
    ["crash", { defect: 3.5 }, null, { sentiment: "negative" }, { technical: 2.5 }],
    // Praise beside something else is manners.
    ["kudos crash", { praise: 1.35, defect: 3 }, null, {}, { technical: 2.5 }],
    ["kudos frage", { praise: 3, question: 2.5 }],
  ])("%j: %j", holds);
  test("a long report with a title has no start as a defect", () => {
    for (const [n, start] of [
      [44, 0.35],
      [45, -0.8],
    ] as const)
      expect(read(words(n), "crash")).toMatchObject(decided({ defect: 4.8 }, { technical: 3.75 }, start));
  });
});

describe("what a form says", () => {
  test.each<Row>([
    ["BUG_REPORT zorp", { defect: 1 }],
    ["(automated) zorp", { defect: 3 }],
    [`${"z".repeat(5_990)} bug_report`, {}],
    ["ticket type: performance zorp", { defect: 2.5 }, null, {}, { performance: 3 }],
    ["Ticket-Type - Feature", { wish: 2.5 }],
    ["request_type: support", { question: 2.5, wish: 1.5 }],
    ["ticket type: documentation", {}],
    ["zorp request a *feature* or report a *bug*? help krat", { question: 3.7, defect: 3 }],
    ["zorp request a feature or report a bug? A feature, krat", { question: 1.2, defect: 3, wish: 2.5 }],
    ["zorp request a feature or report a bug? Report a bug", { question: 1.2, defect: 6.5 }],
  ])("%j: %j", holds);
  test.each<Row>([
    ["<!-- crash --> zorp", {}],
    ["zorp <!-- crash --> ojala <!-- crash -->", { wish: 3 }],
    ["zorp <!-- crash", { defect: 3 }, null, {}, { technical: 2.5 }],
    ["```crash``` zorp", {}],
    ["zorp ```crash``` ojala ```crash``` krat", { wish: 3 }],
    ["zorp ```crash", { defect: 3 }, null, {}, { technical: 2.5 }],
    ["oj<!-- -->ala", {}],
    ["zorp\n> crash\n| segfault |\n\nkrat", {}],
    ["> ojala\n> zorp", { wish: 3 }],
  ])("quoted, logged and asked by it counts for nothing: %j: %j", holds);
});

describe("a question", () => {
  test.each<Row>([
    ["zorp krat?", { question: 0.3 }],
    ["zorp krat？ ", { question: 0.3 }],
    ["how zorp?", { question: 4 }],
    ["how zorp", { question: 0.8 }],
    ["zorp krat blim how?", { question: 2.5 }],
    ["zorp krat blim zorp how?", { question: 0.3 }],
    ["¿zorp?", { question: 2.5 }],
    // What is told first and then asked about is mostly a fault.
    ["Zorp krat blim zorp. How krat?", { question: 0.3 }],
    ["Zorp krat blim. How krat?", { question: 2.5 }],
    ["Zorp krat blim frage. Krat?", { question: 2.8 }],
    ["Zorp krat? Blim.", { question: 1.2 }],
    [`Zorp krat? ${words(37)}`, { question: 1.2 }],
    [`Zorp krat? ${words(38)}`, { question: 0.8 }],
    [`Zorp krat? Blim? ${words(38)}`, { question: 1.6 }],
    [`Zorp krat? Blim? Krat? ${words(38)}`, { question: 2 }],
    ["Krat blim zorp krat. Krat?", { question: 1.2 }, "Zorp"],
    ["krat", { question: 0.3 }, "Zorp?"],
    ["krat", { question: 4 }, "How zorp?"],
    ["krat", { question: 4 }, "Where zorp?"],
    ["krat", { question: 0.8 }, "How zorp"],
    ["krat", {}, "Where zorp"],
  ])("%j: %j", holds);
});

describe("a wish begins with a verb", () => {
  test.each<Row>([
    ["add zorp", { wish: 1.5 }],
    ["krat", { wish: 2.6 }, "Add zorp"],
    ["Zorp: add krat", { wish: 1.5 }],
    ["Zorp add krat", {}],
    ["Zorp. Add krat", {}],
    [`${words(7)}: add`, { wish: 1.5 }],
    [`${words(8)}: add`, {}],
  ])("%j: %j", holds);
});

describe("which kind of defect", () => {
  test.each<Row>([
    ["webhooks", {}, null, {}, { integration: 3 }],
    ["webhooks webhooks", {}, null, {}, { integration: 3 }],
    ["webhooks webhooks", {}, "webhooks", {}, { integration: 7.5 }],
    ["invoice laggy webhooks", {}, null, {}, { functional: 2, performance: 3, integration: 3 }],
    [`${words(59)} webhooks`, {}, null, {}, { integration: 3 }],
    [`${words(60)} webhooks`, {}, null, {}, { integration: 0.75 }],
  ])("%j", holds);
});
