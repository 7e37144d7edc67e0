import { describe, expect, it } from "vitest";
import {
  decideGroup,
  groupBatch,
  rankCandidates,
  SAME_THRESHOLDS,
  type Candidate,
  type GroupItem,
} from "@/server/triage/grouping";
import { ownTerms } from "@/server/reading/own-words";
import { SHORT_REPORTS } from "@/server/reading/samples/short-reports";
import { countTerms, rareTerms, type TermStats } from "@/server/reading/tokens";

const REPORTS = SHORT_REPORTS.flatMap(({ about, type, texts }, group) =>
  texts.map(([language, text], index) => ({
    about,
    type,
    language,
    text,
    id: `item_${String(group).padStart(2, "0")}_${index}`,
    terms: countTerms(null, text, language),
  })),
);

function statsOf(all: readonly Readonly<Record<string, number>>[]): TermStats {
  const df = new Map<string, number>();
  for (const terms of all) for (const term of Object.keys(terms)) df.set(term, (df.get(term) ?? 0) + 1);
  return { docCount: all.length, df };
}

const STATS = statsOf(REPORTS.map(({ terms }) => terms));

function item(text: string, change: Partial<GroupItem> = {}): GroupItem {
  const language = change.language ?? "en";
  return {
    id: "item_x",
    terms: countTerms(null, text, language),
    title: null,
    text,
    component: null,
    fingerprint: null,
    severity: "minor",
    type: "functional",
    language,
    ...change,
  };
}

function issue(title: string, change: Partial<Candidate> = {}): Candidate {
  const language = change.language ?? "en";
  return {
    issueId: "iss_a",
    title,
    terms: countTerms(null, title, language),
    component: null,
    fingerprint: null,
    severity: "minor",
    type: "functional",
    language,
    itemCount: 1,
    state: "new",
    ...change,
  };
}

describe("deciding on an issue", () => {
  it.each([
    ["I was charged twice!!", "My card was billed two times for the same order", "en", "en"],
    ["Ich kann mich nicht anmelden", "Login doesn't work since the update", "de", "en"],
    ["La recherche est très lente", "Die Suche ist extrem langsam", "fr", "de"],
    ["La factura en PDF está vacía", "Downloaded invoice pdf is blank", "es", "en"],
    ["The app crashes when I open it", "App crashes at start on Android", "en", "en"],
    // A name that both languages write the same way bridges them.
    ["Our GLS tracking is late", "Verfolgung bei GLS verspätet", "en", "de"],
  ])("%s belongs to %s", (text, title, language, other) => {
    expect(decideGroup(item(text, { language }), [issue(title, { language: other })], STATS)).toMatchObject({
      kind: "same",
      issueId: "iss_a",
    });
  });
  it.each([
    ["Search is very slow", "The invoice PDF is empty"],
    ["The total on the invoice is wrong", "The invoice PDF is empty"],
    ["The login button is hard to see on the page", "Sign in is broken for me"],
    ["I was charged twice", "Refund not received after two weeks"],
  ])("%s is not the same as %s", (text, title) => {
    expect(decideGroup(item(text), [issue(title)], STATS).kind).not.toBe("same");
  });
  it("is not told by one name that two languages write the same way, however little else is said", () => {
    const decision = decideGroup(
      item("Subject ritrilina dolavala. My beprazuki flovaripre.", { language: "hr" }),
      [issue("Subject narimoklo dubristipa. My latufloza dokluzome.")],
      STATS,
    );
    expect(decision.kind).toBe("new");
  });
  describe("the place a report comes from", () => {
    const stats = {
      docCount: 400,
      df: new Map([
        ["@/calendar/week", 6],
        ["blank", 20],
        ["wrong", 20],
      ]),
    };
    const at = (text: string, place: string, language = "en") => ({
      language,
      terms: { [place]: 1, ...countTerms(null, text, language) },
    });
    it("helps reports that share a word, in another language too", () => {
      const [text, other] = ["the week is blank", "Kalenderwoche leer"];
      const near = issue(other, at(other, "@/calendar/week", "de"));
      const far = issue(other, at(other, "@/orders/new", "de"));
      const [here, elsewhere] = [near, far].map((candidate) =>
        decideGroup(item(text, at(text, "@/calendar/week")), [candidate], stats),
      );
      expect(here!.score).toBeGreaterThan(elsewhere!.score + 0.05);
      expect(here!.reason).toContain("the same place (/calendar/week)");
      expect(here!.reason).not.toContain("@");
    });
    it("is never enough by itself, whatever it is worth", () => {
      const decision = decideGroup(
        item("blank", { ...at("blank", "@/calendar/week"), component: "calendar" }),
        [issue("wrong", { ...at("wrong", "@/calendar/week"), component: "calendar" })],
        stats,
      );
      expect(decision.kind).not.toBe("same");
    });
  });
  it("hears the fault that both state, whatever words and language it is said in", () => {
    const stats = {
      docCount: 400,
      df: new Map([
        ["!payment_wrong", 8],
        ["pay", 120],
        ["order", 150],
        ["card", 100],
        ["charge", 40],
        ["twice", 40],
      ]),
    };
    const [text, other] = ["Two payments for one order", "Carte débitée en double"];
    const faultIn = (text: string, language: string) => ({
      language,
      severity: "critical" as const,
      component: "checkout",
      terms: countTerms(null, text, language),
    });
    const stated = (text: string, language: string) => {
      const plain = faultIn(text, language);
      return { ...plain, terms: Object.fromEntries(ownTerms(null, text, language).map((t) => [t, 1])) };
    };
    const without = decideGroup(item(text, faultIn(text, "en")), [issue(other, faultIn(other, "fr"))], stats);
    const decision = decideGroup(item(text, stated(text, "en")), [issue(other, stated(other, "fr"))], stats);
    expect(decision.score).toBeGreaterThan(without.score + 0.2);
    expect(decision.reason).toContain("both say that money was taken twice");
    expect(decision.reason).not.toContain("!");
  });
  it("says which words are shared as the report wrote them, without what an apostrophe cut off", () => {
    const decision = decideGroup(
      item("Everyone's invoices are missing, they'll need reprinting"),
      [issue("Everyone is missing invoices, we'll need them reprinted")],
      STATS,
    );
    expect(decision.reason).toMatch(/the words .*"everyone".*"reprinting"/);
    expect(decision.reason).not.toMatch(/"(?:ll|everyon|reprint)"/);
  });
  it("an equal error fingerprint joins reports that use few common words", () => {
    const decision = decideGroup(
      item("saving the order fails here", { fingerprint: "abc" }),
      [issue("order cannot be stored, error", { fingerprint: "abc" })],
      STATS,
    );
    expect(decision).toMatchObject({ kind: "same" });
    expect(decision.reason).toContain("the same error");
  });
  it.each([
    ["question", "functional"],
    ["wish", "question"],
    ["praise", "functional"],
    ["technical", "wish"],
  ] as const)("a %s never joins a %s", (type, other) => {
    const text = "export orders as csv";
    expect(decideGroup(item(text, { type }), [issue(text, { type: other })], STATS).kind).toBe("new");
  });
  it("defects of different types may join", () => {
    expect(
      decideGroup(
        item("search is slow", { type: "performance" }),
        [issue("search is slow", { type: "technical" })],
        STATS,
      ).kind,
    ).toBe("same");
  });
  it("what a person ruled out is never offered again", () => {
    const decision = decideGroup(
      item("I was charged twice", { notSameIssueIds: ["iss_a"] }),
      [issue("I was charged twice")],
      STATS,
    );
    expect(decision).toMatchObject({ kind: "new", issueId: null });
  });
  it("a louder report raises the issue it joins", () => {
    const decision = decideGroup(
      item("I was charged twice", { severity: "critical" }),
      [issue("I was charged twice", { severity: "minor" })],
      STATS,
    );
    expect(decision).toMatchObject({ kind: "same", raisesSeverity: "critical" });
    expect(
      decideGroup(
        item("I was charged twice"),
        [issue("I was charged twice", { severity: "critical" })],
        STATS,
      ).raisesSeverity,
    ).toBeNull();
  });
  it("a critical report needs more likeness than a minor one", () => {
    const candidates = [
      issue("Payment by card is slow in the evening", {
        terms: countTerms(null, "payment card slow evening checkout", "en"),
      }),
    ];
    const minor = decideGroup(item("Payment by card slow at checkout today evening"), candidates, STATS);
    expect(SAME_THRESHOLDS.critical).toBeGreaterThan(SAME_THRESHOLDS.major);
    expect(SAME_THRESHOLDS.major).toBeGreaterThan(SAME_THRESHOLDS.minor);
    expect(minor.score).toBeGreaterThan(0);
  });
  it.each([
    ["critical", "declined"],
    ["critical", "parked"],
    ["critical", "closed"],
    ["critical", "verified"],
    ["major", "declined"],
    ["major", "parked"],
  ] as const)("a %s report is never hidden in a %s issue", (severity, state) => {
    const decision = decideGroup(
      item("I was charged twice", { severity }),
      [issue("I was charged twice", { state, severity: "critical" })],
      STATS,
    );
    expect(decision.kind).toBe("related");
  });
  it("a forbidden best candidate does not stop an allowed second one", () => {
    const candidates = [
      issue("I was charged twice", { issueId: "iss_declined", state: "declined" }),
      issue("I was charged twice today", { issueId: "iss_open" }),
    ];
    expect(
      decideGroup(item("I was charged twice", { severity: "critical" }), candidates, STATS),
    ).toMatchObject({ kind: "same", issueId: "iss_open" });
  });
  it("the order of candidates changes nothing", () => {
    const candidates = REPORTS.map(({ text, type, language, id }) =>
      issue(text, { issueId: id, type, language }),
    );
    for (const { text, type, language } of REPORTS.slice(0, 20)) {
      const self = item(text, { type, language });
      expect(decideGroup(self, [...candidates].reverse(), STATS)).toEqual(
        decideGroup(self, candidates, STATS),
      );
    }
  });
  it("nothing to compare with is new, also for a text without a single term", () => {
    expect(decideGroup(item("???"), [issue("I was charged twice")], STATS)).toMatchObject({
      kind: "new",
      score: 0,
    });
    expect(decideGroup(item("I was charged twice"), [], STATS).kind).toBe("new");
    expect(
      decideGroup(item("constructor toString __proto__"), [issue("hasOwnProperty")], { docCount: 0, df: {} })
        .kind,
    ).toBe("new");
  });
  it("ranking lists at most 50, best first", () => {
    const candidates = Array.from({ length: 80 }, (_, index) =>
      issue(`charged twice ${index}`, { issueId: `iss_${index}` }),
    );
    const ranked = rankCandidates(item("I was charged twice"), candidates, STATS);
    expect(ranked).toHaveLength(50);
    expect(ranked.every(({ score }, index) => index === 0 || score <= (ranked[index - 1]?.score ?? 1))).toBe(
      true,
    );
  });
});

describe("grouping a batch", () => {
  const batch: GroupItem[] = REPORTS.map(({ id, text, type, language, terms }) => ({
    ...item(text, { type, language }),
    id,
    terms,
  }));
  const groups = groupBatch(batch, STATS);
  const aboutOf = new Map(REPORTS.map(({ id, about }) => [id, about]));

  it("every report is in exactly one group", () => {
    const ids = groups.flatMap(({ leadId, members }) => [leadId, ...members.map(({ itemId }) => itemId)]);
    expect([...ids].sort()).toEqual(batch.map(({ id }) => id).sort());
  });
  it("short reports in four languages meet: pairwise precision at least 0.95, recall at least 0.6", () => {
    let right = 0;
    let made = 0;
    for (const { leadId, members } of groups) {
      const ids = [leadId, ...members.map(({ itemId }) => itemId)];
      for (const [at, a] of ids.entries())
        for (const b of ids.slice(at + 1)) {
          made += 1;
          if (aboutOf.get(a) === aboutOf.get(b)) right += 1;
        }
    }
    const wanted = SHORT_REPORTS.reduce((sum, { texts }) => sum + (texts.length * (texts.length - 1)) / 2, 0);
    expect(right / made).toBeGreaterThanOrEqual(0.95);
    expect(right / wanted).toBeGreaterThanOrEqual(0.6);
  });
  it("the order of the batch changes nothing", () => {
    expect(groupBatch([...batch].reverse(), STATS)).toEqual(groups);
  });
  it("the loudest leads, so no member is louder than its group", () => {
    const mixed = groupBatch(
      [
        item("I was charged twice", { id: "item_1" }),
        item("I was charged twice", { id: "item_2", severity: "critical" }),
      ],
      STATS,
    );
    expect(mixed).toEqual([
      { leadId: "item_2", severity: "critical", members: [expect.objectContaining({ itemId: "item_1" })] },
    ]);
  });
  it("reports a person told apart stay apart", () => {
    expect(
      groupBatch(
        [
          item("I was charged twice", { id: "item_1" }),
          item("I was charged twice", { id: "item_2", notSameItemIds: ["item_1"] }),
        ],
        STATS,
      ),
    ).toHaveLength(2);
    expect(
      groupBatch(
        [
          item("I was charged twice", { id: "item_1", notSameItemIds: ["item_2"] }),
          item("I was charged twice", { id: "item_2" }),
        ],
        STATS,
      ),
    ).toHaveLength(2);
  });
  it("two hundred long reports are grouped, each once", () => {
    const long = Array.from({ length: 200 }, (_, index) =>
      item(
        `report ${index} ${"word ".repeat(300)} ${index % 7} checkout payment order ${"abcdefghij".charAt(index % 10)}thing failing`,
        { id: `item_${index}` },
      ),
    );
    const grouped = groupBatch(long, STATS).flatMap(({ leadId, members }) => [
      leadId,
      ...members.map(({ itemId }) => itemId),
    ]);
    expect(grouped.toSorted()).toEqual(long.map(({ id }) => id).toSorted());
  });
});

describe("rare terms", () => {
  it("asks for rare terms others use, common ones later, unheard-of ones last, at most eight", () => {
    const stats: TermStats = { docCount: 100, df: { checkout: 4, broken: 60, voucher: 2 } };
    expect(rareTerms(["broken", "checkout", "zzyzx", "voucher"], stats)).toEqual([
      "voucher",
      "checkout",
      "broken",
      "zzyzx",
    ]);
    expect(
      rareTerms(
        Array.from({ length: 30 }, (_, index) => `t${index}`),
        stats,
      ),
    ).toHaveLength(8);
  });
});
