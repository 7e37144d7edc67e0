import { describe, expect, it } from "vitest";
import { judgeHomes, readList, readSources, type Rule } from "./check-one-home.mjs";

const HOME =
  "export function quadrantOf(impact: number): string {\n  return impact >= 50 ? 'high' : 'low';\n}\n";
const rule: Rule = {
  rule: "quadrant",
  home: "contracts/triage.ts",
  names: ["quadrantOf"],
  twins: ["\\w+ >= 50 \\?"],
  repeats: [{ file: "server/counts.queries.ts", test: "server/counts.int.test.ts" }],
};
const sources = (more: Record<string, string> = {}): Map<string, string> =>
  new Map(
    Object.entries({
      "contracts/triage.ts": HOME,
      "server/counts.queries.ts": "case when impact >= 50 ? ",
      "server/counts.int.test.ts": "test",
      "server/score.ts": 'import { quadrantOf } from "@/contracts/triage";\nquadrantOf(3);\n',
      ...more,
    }),
  );
const faults = (files: Map<string, string>, list: Rule[] = [rule]): string[] =>
  judgeHomes(list, files).map(({ fault }) => fault);

describe("a rule's home", () => {
  it("is the only one where everybody else asks it", () => expect(faults(sources())).toEqual([]));

  it.each<[string, string, string]>([
    ["the same name again", "components/a.ts", "function quadrantOf(x: number) {}"],
    ["the same name as a constant", "workers/a.ts", "\nexport const quadrantOf = () => 1;"],
    ["the same rule under another name", "components/b.tsx", "\n\nconst at = y >= 50 ? 'a' : 'b';"],
    ["the same rule in a script", "scripts/demo/c.ts", "const q = impact >= 50 ? 1 : 2;"],
  ])("has no twin: %s", (_, path, text) => {
    expect(faults(sources({ [path]: text }))).toEqual([expect.stringContaining(`a second home: ${path}:`)]);
  });

  it("may be said again by a test, and by what is listed with the test that compares it", () => {
    expect(faults(sources({ "server/a.test.ts": "const wanted = impact >= 50 ? 1 : 2;" }))).toEqual([]);
    const files = sources();
    files.delete("server/counts.int.test.ts");
    expect(faults(files)).toEqual([expect.stringContaining("server/counts.int.test.ts")]);
  });

  it("exists and exports what it is asked by", () => {
    expect(faults(sources({ "contracts/triage.ts": HOME.replace("export ", "") }))).toEqual([
      expect.stringContaining("does not export quadrantOf"),
    ]);
    const files = sources();
    files.delete("contracts/triage.ts");
    expect(faults(files)).toEqual([expect.stringContaining("does not exist")]);
  });
});

describe("a twin planted in this project", () => {
  const planted: Readonly<Record<string, string>> = {
    "route template": 'const route = isId(part) ? "{id}" : part;',
    "ending of a structural command":
      'import { traceIn } from "./issue-writes.commands"; await traceIn(tx, scope, null, [], now); await recordIn(tx, scope, {});',
    quadrant: 'const where = impact >= 50 ? "quick_win" : "fill_in";',
    "a moment that others write": "const at = Date.parse(sent.createdAt);",
    "days and hours of a time zone": "const ahead = -new Date(at).getTimezoneOffset();",
    "when a report occurred": "function readOccurred(said: unknown) {}",
    "instructions for log senders": "const text = 'log_format steady escape=json';",
    "effort size": 'const size = effort < 28 ? "S" : "M";',
    "cursor paging": "return { rows, nextCursor: found.length > limit ? last.id : null };",
    "words of invitation and reset mails": "const subject = `${name} invites you to ${organization}`;",
    "whether an invitation is open": "if (invitation.acceptedAt || invitation.revokedAt) return;",
    "addresses of links": "const url = `${getEnv().PUBLIC_URL}/report/${token}`;",
    "limit of a waiver": "const WAIVER_MAX_DAYS = 90;",
    "where counting stops": "const WAITING_CAP = 10_000;",
    "how long a criterion has held":
      "const ms = row.heldMs + (heldSince === null ? 0 : now.getTime() - heldSince.getTime());",
    "the demo's clock": "const shown = demoStartMs + (realMs - realStartMs) * speed;",
    "names of procedures": 'if (query.path.join(".") === "triage.isues") return true;',
    "order of severities": "const rank = SEVERITIES.indexOf(severity);",
    "who decides a label": 'if (item.provenance.severity.by === "person") return item;',
    urgency: "urgencyOf({ severity, impact: 0, itemsLast24h: 0, itemsPrev24h: 0 });",
    "stated floors of a text":
      "const found = FLOOR_PHRASES.filter(({ words }) => has(readText(text), words));",
    "how many ids a live event carries":
      'await publishIn(tx, scope, { kind: "issues.changed", launchId, ids: ids.slice(0, 200) });',
    "act → state": 'const AFTER = {\n  accept: "accepted",\n};',
    "order of versions": "const order = semver.compare(semver.coerce(a), semver.coerce(b));",
    "what ends a snooze": "if (evidence.reports >= snooze.moreReports) wake();",
    "what is only thanks": "const isThanks = /^(?:thanks|thank you)[.!]*$/i.test(text);",
    "what of traffic is real use": "select sum(n) from traffic_minute where org_id = $1",
    "what of a line is a latency": "if (row.status === 101) return null;",
    "class of a request": "class TrafficJudge {}",
    "room for routes": "const isKept = known.size < ROUTES_MAX;",
    "position that names things": "function learnedRoute(path: string) {}",
    "what is due an answer, and the share of it":
      "select coalesce(i.first_response_at, now()) - i.occurred_at from item i",
    "who waits for an answer": "select count(*) from item where first_response_at is null and issue_id = $1",
    "when a report was answered": "update item set first_response_at = now() where id = $1",
    regression: "update issue set state = 'new' where state in ('verified', 'closed')",
  };
  const list = readList();

  it("has a line for every rule", () => {
    expect(Object.keys(planted).sort()).toEqual(list.map(({ rule: name }) => name).sort());
  });

  it.each(list)("turns the check red: $rule", (entry) => {
    const files = readSources().set("server/triage/planted.ts", `${planted[entry.rule]!}\n`);
    const homes = new Map(files).set(entry.home, files.get(entry.home) ?? "");
    expect(judgeHomes([entry], homes).map(({ fault }) => fault)).toContainEqual(
      expect.stringContaining("server/triage/planted.ts:"),
    );
  });
});
