import { describe, expect, it } from "vitest";
import { parseFilter } from "@/contracts/board";
import { ItemContext } from "@/contracts/feedback";
import { answersTo } from "./answers";
import { buildTimeline } from "./timeline";
import { reportOf } from "./compose";
import { STORY_CHANNELS, type StoryEvent } from "./event";
import { COMPONENTS } from "./components";
import { CRITERIA, DAY_MS, HOUR_MS, launchAtMs, SAVED_VIEWS } from "./launch";
import { PEOPLE, TEAMS } from "./organization";
import { ROUTING_RULES } from "./routing-rules";
import { PROBLEMS } from "./problems";
import { LIVE_PROBLEMS } from "./problems/live";
import { OUTAGE_MINUTES, RELEASE_BREAKS, RELEASE_FIXES, RELEASES } from "./releases";
import { gatewayLines, quotedRequestIds } from "./traffic";
import type { KongLine } from "./kong";
import { liveMessage, liveTraffic, nextDayVolume, waitBefore } from "./trickle";

const seed = "larderline";
const nowMs = Date.UTC(2026, 10, 24, 16, 30);
const story = buildTimeline({ seed, items: 1_500, nowMs });
const small = buildTimeline({ seed, items: 300, nowMs });
const everyProblem = [...PROBLEMS, ...LIVE_PROBLEMS];
const count = <K extends string>(
  events: readonly StoryEvent[],
  key: (event: StoryEvent) => K,
): Partial<Record<K, number>> => {
  const counts: Partial<Record<K, number>> = {};
  for (const event of events) counts[key(event)] = (counts[key(event)] ?? 0) + 1;
  return counts;
};
const UNFILLED = /\{[a-zA-Z]+\}|undefined|\bNaN\b|\[object/;

describe("the written subjects", () => {
  it("have unique ids, known components and teams, and hours in order", () => {
    expect(new Set(everyProblem.map((p) => p.id)).size).toBe(everyProblem.length);
    const slugs = new Set(COMPONENTS.map((c) => c.slug)),
      teams = new Set(TEAMS.map((t) => t.key));
    for (const problem of everyProblem) {
      expect(slugs.has(problem.component), problem.id).toBe(true);
      expect(problem.startHour, problem.id).toBeLessThan(problem.peakHour);
      expect(problem.peakHour, problem.id).toBeLessThan(problem.fadeHour);
    }
    for (const component of COMPONENTS) expect(teams.has(component.ownerTeam), component.slug).toBe(true);
    for (const rule of ROUTING_RULES)
      if (rule.effects.ownerTeam) expect(teams.has(rule.effects.ownerTeam), rule.name).toBe(true);
    for (const view of SAVED_VIEWS) expect(parseFilter(view.filter).problems, view.name).toEqual([]);
    expect(new Set(PEOPLE.map((p) => p.role)).size).toBe(5);
    expect(new Set(CRITERIA.map((c) => c.kind)).size).toBe(CRITERIA.length);
  });

  it("give a severity to every defect and to nothing else", () => {
    for (const problem of everyProblem)
      expect(problem.severity === null, problem.id).toBe(
        ["question", "wish", "praise"].includes(problem.type),
      );
    expect(PROBLEMS.filter((p) => p.severity === "critical").length).toBeGreaterThanOrEqual(4);
    expect(new Set(PROBLEMS.map((p) => p.component)).size).toBe(COMPONENTS.length);
  });

  it("are told in at least eight texts each and more than six hundred together, none twice", () => {
    const texts = everyProblem.flatMap((p) =>
      Object.values(p.texts).flatMap((lines) => lines.map((line) => reportOf(line).text)),
    );
    for (const problem of everyProblem)
      expect(Object.values(problem.texts).flat().length, problem.id).toBeGreaterThanOrEqual(8);
    expect(texts.length).toBeGreaterThan(600);
    expect(new Set(texts).size).toBe(texts.length);
    for (const text of texts) expect(text).not.toMatch(/lorem|ipsum|\bfoo\b|TODO/);
  });
});

describe("the timeline", () => {
  it("is the same for the same seed, size and moment, and another for another seed", () => {
    expect(buildTimeline({ seed, items: 300, nowMs })).toEqual(small);
    expect(buildTimeline({ seed: "other", items: 300, nowMs })).not.toEqual(small);
  });

  it("has exactly the asked number of events with unique ids, in order, all between the launch and now", () => {
    for (const [events, items] of [
      [story, 1_500],
      [small, 300],
    ] as const) {
      expect(events.length).toBe(items);
      expect(new Set(events.map((e) => e.id)).size).toBe(items);
      for (let i = 1; i < events.length; i++)
        expect((events[i] as StoryEvent).atMs).toBeGreaterThanOrEqual((events[i - 1] as StoryEvent).atMs);
      expect((events[0] as StoryEvent).atMs).toBeGreaterThanOrEqual(0);
      expect((events.at(-1) as StoryEvent).atMs).toBeLessThanOrEqual(nowMs - launchAtMs(nowMs));
    }
  });

  it("stands in day 4 whatever the hour of the day, also across a change of clocks", () => {
    for (let hour = 0; hour < 24; hour++) {
      for (const day of [Date.UTC(2026, 10, 24), Date.UTC(2026, 2, 30), Date.UTC(2026, 9, 26)]) {
        const at = day + hour * HOUR_MS;
        expect(at - launchAtMs(at)).toBeGreaterThanOrEqual(3 * DAY_MS);
        expect(at - launchAtMs(at)).toBeLessThan(4 * DAY_MS);
        expect(
          new Intl.DateTimeFormat("en-GB", {
            timeZone: "Europe/Berlin",
            hour: "2-digit",
            minute: "2-digit",
          }).format(launchAtMs(at)),
        ).toBe("08:00");
      }
      expect(buildTimeline({ seed, items: 300, nowMs: nowMs + hour * HOUR_MS }).length).toBe(300);
    }
  });

  it("never repeats a text except where a person sent it twice or nobody meant anything", () => {
    for (const events of [story, small]) {
      const texts = events.filter((e) => e.kind !== "double_send" && e.kind !== "noise").map((e) => e.text);
      expect(new Set(texts).size).toBe(texts.length);
    }
    const byId = new Map(story.map((e) => [e.id, e]));
    const twice = story.filter((e) => e.kind === "double_send");
    expect(twice.length).toBeGreaterThan(10);
    for (const event of twice) expect(event.text).toBe(byId.get(event.repeats ?? "")?.text);
  });

  it("also holds for a hundred and twenty and for five thousand events", () => {
    for (const items of [120, 5_000]) {
      const events = buildTimeline({ seed, items, nowMs });
      expect(events.length).toBe(items);
      const texts = events.filter((e) => e.kind !== "double_send" && e.kind !== "noise").map((e) => e.text);
      expect(new Set(texts).size).toBe(texts.length);
    }
  });

  it("leaves no gap unfilled in texts, titles or contexts", () => {
    for (const event of [...story, ...small]) {
      expect(event.text.trim().length, event.id).toBeGreaterThan(0);
      expect(event.text, event.id).not.toMatch(UNFILLED);
      expect(event.title ?? "", event.id).not.toMatch(UNFILLED);
      expect(JSON.stringify(event.context), event.id).not.toMatch(/undefined|NaN/);
    }
  });

  it("speaks English most, then German, French and Spanish, with one Arabic and one Polish voice", () => {
    for (const events of [story, small]) {
      const share = count(events, (e) => e.language);
      const of = (language: keyof typeof share): number => (share[language] ?? 0) / events.length;
      expect(of("en")).toBeGreaterThan(0.4);
      expect(of("de")).toBeGreaterThan(0.15);
      expect(of("fr")).toBeGreaterThan(0.07);
      expect(of("es")).toBeGreaterThan(0.06);
      expect([share.ar, share.pl]).toEqual([1, 1]);
    }
  });

  it("uses every channel, and titles and ticket numbers only in the helpdesk", () => {
    expect(Object.keys(count(story, (e) => e.channel)).sort()).toEqual([...STORY_CHANNELS].sort());
    for (const event of story) {
      const isTicket = event.channel.startsWith("zendesk");
      expect(event.title !== undefined, event.id).toBe(isTicket);
      expect(event.ticket !== undefined, event.id).toBe(isTicket);
      if (event.title) expect(event.title.length).toBeLessThan(160);
    }
    const tickets = story.flatMap((e) => (e.ticket ? [e.ticket.id] : []));
    expect(new Set(tickets).size).toBe(tickets.length);
  });

  it("has the support desk answer most tickets within its hours, each once, and nothing in the last hours", () => {
    const given = { seed, launchAtMs: launchAtMs(nowMs), untilMs: nowMs };
    const answers = answersTo(story, given);
    expect(answersTo(story, given)).toEqual(answers);
    const tickets = story.filter((event) => event.ticket && !event.truth.isSpam);
    expect(answers.length / tickets.length).toBeGreaterThan(0.8);
    expect(new Set(answers.map(({ to }) => to.id)).size).toBe(answers.length);
    for (const { atMs, to } of answers) {
      expect(atMs).toBeGreaterThan(to.atMs);
      expect(atMs).toBeLessThanOrEqual(nowMs - given.launchAtMs - 2 * HOUR_MS);
    }
    expect(answers.map(({ atMs }) => atMs)).toEqual(answers.map(({ atMs }) => atMs).sort((a, b) => a - b));
  });

  it("carries contexts the product accepts and addresses nobody owns", () => {
    for (const event of story) {
      expect(ItemContext.safeParse(event.context).success, event.id).toBe(true);
      if (event.email) expect(event.email).toMatch(/^[a-z0-9.]+@[a-z0-9-]+\.example$/);
    }
  });

  it("has about five hundred reporters in about ninety accounts, many of them writing more than once", () => {
    const writers = count(
      story.filter((e) => e.email && e.kind === "report"),
      (e) => e.email ?? "",
    );
    expect(Object.keys(writers).length).toBeGreaterThan(400);
    expect(Object.values(writers).filter((n) => (n ?? 0) > 1).length).toBeGreaterThan(100);
    const accounts = new Set(story.flatMap((e) => (e.account ? [e.account] : [])));
    expect(accounts.size).toBeGreaterThan(78);
  });

  it("tells every problem at least once, and its truth with it", () => {
    const ids = new Set(PROBLEMS.map((p) => p.id));
    for (const events of [story, small]) {
      expect(new Set(events.filter((e) => e.problemId !== "noise").map((e) => e.problemId))).toEqual(ids);
      for (const event of events) {
        const problem = PROBLEMS.find((p) => p.id === event.problemId);
        expect(event.truth).toEqual(
          problem
            ? {
                problemId: problem.id,
                type: problem.type,
                severity: problem.severity,
                component: problem.component,
                isSpam: false,
              }
            : { problemId: "noise", type: null, severity: null, component: null, isSpam: true },
        );
      }
    }
  });

  it("sleeps at night, is loud after the launch and in the outage, and has its special voices", () => {
    const inHours = (from: number, to: number): number =>
      story.filter((e) => e.atMs >= from * HOUR_MS && e.atMs < to * HOUR_MS).length / (to - from);
    expect(inHours(15, 20)).toBeLessThan(inHours(1, 14) / 3);
    expect(inHours(50.1, 52)).toBeGreaterThan(2 * inHours(26.1, 28));
    expect(inHours(72, 80)).toBeLessThan(inHours(0.5, 8.5) / 2);
    const kinds = count(story, (e) => e.kind);
    expect([kinds.thread, kinds.injection, kinds.noise]).toEqual([3, 1, 25]);
    expect(kinds.follow_up ?? 0).toBeGreaterThan(25);
  });

  it("reports an outage only after its release is out", () => {
    for (const event of story.filter((e) =>
      ["orders-5xx", "orders-api-502", "ghost-orders"].includes(e.problemId),
    ))
      expect(event.atMs).toBeGreaterThan(RELEASE_BREAKS.endHour * HOUR_MS);
    expect(RELEASES.map((r) => r.version)).toEqual(["2.0.1", "2.0.2", "2.0.3"]);
  });
});

describe("the gateway's log", () => {
  const launchAt = launchAtMs(nowMs);
  const quoted = quotedRequestIds(story);
  const options = { seed, count: 200_000, launchAtMs: launchAt, fromMs: 0, toMs: nowMs - launchAt, quoted };
  const lines: KongLine[] = [...gatewayLines(options)];

  it("has exactly the asked number of lines in order of time, inside its span, with unique request ids", () => {
    expect(lines.length).toBe(200_000);
    expect(new Set(lines.map((l) => l.request.id)).size).toBe(200_000);
    let last = launchAt;
    for (const line of lines) {
      if (line.started_at < last) throw new Error("out of order");
      last = line.started_at;
    }
    expect(last).toBeLessThan(nowMs);
  });

  it("is the same for the same options", () => {
    const span = { seed, count: 500, launchAtMs: launchAt, fromMs: 50 * HOUR_MS, toMs: 51 * HOUR_MS };
    expect([...gatewayLines(span)]).toEqual([...gatewayLines(span)]);
  });

  it("fails about 18 % of POST /v2/orders from release 2.0.2 until 2.0.3, 95 minutes later, and hardly any before and after", () => {
    const orders = lines.filter((l) => l.route.name === "orders-create");
    const failed = (fromHour: number, toHour: number): number => {
      const span = orders.filter(
        (l) => l.started_at >= launchAt + fromHour * HOUR_MS && l.started_at < launchAt + toHour * HOUR_MS,
      );
      return span.filter((l) => l.response.status >= 500).length / span.length;
    };
    expect(Math.round((RELEASE_FIXES.endHour - RELEASE_BREAKS.endHour) * 60)).toBe(OUTAGE_MINUTES);
    expect(failed(RELEASE_BREAKS.endHour, RELEASE_FIXES.endHour)).toBeGreaterThan(0.14);
    expect(failed(RELEASE_BREAKS.endHour, RELEASE_FIXES.endHour)).toBeLessThan(0.23);
    expect(failed(30, 50)).toBeLessThan(0.01);
    expect(failed(RELEASE_FIXES.endHour, 80)).toBeLessThan(0.01);
  });

  it("has few errors otherwise, latencies that add up and the version that was out", () => {
    expect(lines.filter((l) => l.response.status >= 400).length / lines.length).toBeLessThan(0.012);
    for (const line of lines.slice(0, 5_000)) {
      expect(line.latencies.request).toBe(
        Math.max(0, line.latencies.proxy) + line.latencies.kong + line.latencies.receive,
      );
      expect(line.source === "kong").toBe(line.latencies.proxy === -1);
      expect(line.response.headers["x-app-version"]).toBe("2.0.0");
    }
    expect(lines.at(-1)?.response.headers["x-app-version"]).toBe("2.0.3");
  });

  it("holds every request that a report quotes, however few lines there are", () => {
    expect(quoted.size).toBeGreaterThan(100);
    const ids = new Set(lines.map((l) => l.request.id));
    for (const id of quoted) expect(ids.has(id)).toBe(true);
    const few = quotedRequestIds(small);
    const fewIds = new Set(
      [...gatewayLines({ ...options, count: 20_000, quoted: few })].map((l) => l.request.id),
    );
    for (const id of few) expect(fewIds.has(id)).toBe(true);
  });
});

describe("the trickle", () => {
  const launch = launchAtMs(nowMs);
  const at = (n: number) => ({ launchAtMs: launch, atMs: 80 * HOUR_MS + n * 9_000 });
  const live = Array.from({ length: 400 }, (_, n) => liveMessage(seed, n, at(n)));

  it("is the same for the same number, with ids of its own", () => {
    expect(liveMessage(seed, 7, at(7))).toEqual(live[7]);
    for (const { event } of live) {
      expect(event.text, event.id).not.toMatch(UNFILLED);
      expect(ItemContext.safeParse(event.context).success).toBe(true);
    }
    expect(new Set(live.map((message) => message.event.id)).size).toBe(400);
  });

  it("brings new subjects one after the other, each after the one before", () => {
    const first = LIVE_PROBLEMS.map((problem) =>
      live.findIndex((message) => message.event.problemId === problem.id),
    );
    for (const n of first) expect(n).toBeGreaterThan(0);
    expect([...first].sort((a, b) => a - b)).toEqual(first);
  });

  it("quotes only requests that come with it", () => {
    for (const { event, lines: own } of live)
      if (event.context.requestId)
        expect(own.some((line) => line.request.id === event.context.requestId)).toBe(true);
  });

  it("comes with the traffic of its time", () => {
    const requests = liveTraffic(seed, 9_000, at(3));
    expect(requests.length).toBeGreaterThan(0);
    for (const { started_at } of requests) {
      expect(started_at).toBeGreaterThan(launch + at(3).atMs - 9_001);
      expect(started_at).toBeLessThanOrEqual(launch + at(3).atMs);
    }
  });

  it.each([
    ["as many as the last day, where that was as loud as the one before", 100, 100, 100],
    ["a third fewer again", 90, 60, 40],
    ["no more than the last day, where that was the louder one", 50, 80, 80],
    ["a few, where nobody writes any more", 300, 2, 12],
    ["a few, where nobody ever wrote", 0, 0, 12],
  ])("brings %s", (_, before, last, expected) => {
    const events = [
      ...Array.from({ length: before }, (_, n) => ({ atMs: 49 * HOUR_MS + n })),
      ...Array.from({ length: last }, (_, n) => ({ atMs: 73 * HOUR_MS + n })),
    ];
    expect(nextDayVolume(events, 96 * HOUR_MS)).toBe(expected);
  });

  it("brings a day as many messages as the last one, falling as the days before it fell", () => {
    const endMs = nowMs - launch;
    const perDay = nextDayVolume(story, endMs);
    const lastDay = story.filter((event) => event.atMs > endMs - 24 * HOUR_MS).length;
    expect(perDay).toBeLessThanOrEqual(lastDay);
    // What ten days of it come to, and how the hours of a day share it.
    let atMs = endMs;
    const moments: number[] = [];
    for (let n = 0; atMs < endMs + 240 * HOUR_MS; n++) {
      atMs += waitBefore(seed, n, perDay, atMs);
      moments.push(atMs);
    }
    expect(moments.length / 10).toBeGreaterThan(perDay * 0.8);
    expect(moments.length / 10).toBeLessThan(perDay * 1.2);
    const countAt = (from: number, until: number) =>
      moments.filter((moment) => {
        const hour = (moment / HOUR_MS + 8) % 24;
        return hour >= from && hour < until;
      }).length;
    expect(countAt(8, 12)).toBeGreaterThan(4 * countAt(0, 4));
  });
});
