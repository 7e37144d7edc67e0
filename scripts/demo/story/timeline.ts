/** The recorded days: who wrote what, when and by which way in. The same seed, size and moment give the same story. */
import { chooseChannel, composeReport, contextOf, Deck, ticketOf, truthOf } from "./compose";
import type { StoryEvent } from "./event";
import { HOUR_MS, launchAtMs } from "./launch";
import { NOISE, type NoiseLine } from "./noise";
import { buildReporters, type Reporter, type ReporterKind } from "./people";
import { problemById, PROBLEMS } from "./problems";
import type { Problem } from "./problem";
import { createRandom, type Random } from "./random";
import { storyRequests, type StoryRequest } from "./requests";
import { problemShape, reportRhythm, spread } from "./rhythm";
import { fillSlots } from "./slots";
import { SPECIAL_MESSAGES, type SpecialMessage } from "./special";
import { FOLLOW_UPS, QUOTE_HEADS, quoteReply } from "./voice";
import type { WrittenLanguage } from "./phrases";

export type TimelineOptions = {
  seed: string;
  /** Number of events; 300 and 1,500 are what it is tuned for. */ items: number;
  /** Milliseconds since epoch; nothing happens after it. */ nowMs: number;
};
type Composed = StoryEvent & { reporter?: Reporter };

/** Every message since the launch, in order of time. */
export function buildTimeline({ seed, items, nowMs }: TimelineOptions): StoryEvent[] {
  const endHour = (nowMs - launchAtMs(nowMs)) / HOUR_MS - 0.05;
  const random = createRandom(`${seed}/timeline/${items}`);
  const specials = SPECIAL_MESSAGES.filter((message) => message.hour < endHour);
  const noiseCount = Math.min(NOISE.length, Math.max(6, Math.round(items / 60)));
  const doubleCount = Math.round(items * 0.012);
  const followUpCount = Math.round(items * 0.022);
  const reportCount = items - specials.length - noiseCount - doubleCount - followUpCount;
  if (reportCount < PROBLEMS.length)
    throw new Error(`a timeline needs at least ${PROBLEMS.length + items - reportCount} items`);

  const reports = composeReports(seed, reportCount, endHour, random);
  const events: StoryEvent[] = [
    ...reports.map(withoutReporter),
    ...sendTwice(reports, doubleCount, endHour, random),
    ...followUp(reports, followUpCount, endHour, random),
    ...noise(noiseCount, endHour, random),
    ...specials.map((message) => specialEvent(message, random)),
  ];
  return events.sort((a, b) => a.atMs - b.atMs || (a.id < b.id ? -1 : 1));
}

/** How many of `total` each problem gets: at least one, the rest by weight, largest remainders first. */
export function distribute(problems: readonly Problem[], total: number): number[] {
  const weights = problems.reduce((sum, p) => sum + p.weight, 0);
  const exact = problems.map((p) => ((total - problems.length) * p.weight) / weights);
  const counts = exact.map((n) => 1 + Math.floor(n));
  const left = total - counts.reduce((sum, n) => sum + n, 0);
  const byRemainder = exact
    .map((n, i) => ({ i, rest: n - Math.floor(n) }))
    .sort((a, b) => b.rest - a.rest || a.i - b.i);
  for (const { i } of byRemainder.slice(0, left)) counts[i] = (counts[i] as number) + 1;
  return counts;
}

function composeReports(seed: string, count: number, endHour: number, random: Random): Composed[] {
  const problems = PROBLEMS.filter((p) => p.startHour < endHour);
  const counts = distribute(problems, count);
  const moments = problems
    .flatMap((problem, i) =>
      spread(
        counts[i] as number,
        problem.startHour,
        Math.min(problem.fadeHour, endHour),
        (hour) => problemShape(problem, hour) * reportRhythm(hour),
        random.next,
      ).map((hour) => ({ problem, hour })),
    )
    .sort((a, b) => a.hour - b.hour);

  const decks = new Map(problems.map((problem) => [problem.id, new Deck(problem)]));
  const chooseReporter = reporterChooser(seed, random);
  const takeRequest = requestTaker(storyRequests(seed));
  const usedTexts = new Set<string>();
  return moments.map(({ problem, hour }, i) =>
    composeReport(decks.get(problem.id) as Deck, {
      id: `st-${String(i + 1).padStart(5, "0")}`,
      hour,
      ticketId: 48_200 + i,
      request: takeRequest(problem.id, hour * HOUR_MS),
      random,
      usedTexts,
      chooseReporter: (language, kind) => chooseReporter(language, kind),
    }),
  );
}

/** Mostly somebody new, sometimes a regular; heads and integrators fall back to a buyer where a country has none. */
export function reporterChooser(
  seed: string,
  random: Random,
): (language: WrittenLanguage, kind: ReporterKind) => Reporter {
  const everyone = buildReporters(seed);
  const groups = new Map<string, { fresh: Reporter[]; known: Reporter[] }>();
  for (const reporter of random.shuffle(everyone)) {
    const key = `${reporter.language}/${reporter.kind}`;
    const group = groups.get(key) ?? { fresh: [], known: [] };
    group.fresh.push(reporter);
    groups.set(key, group);
  }
  return (language, kind) => {
    const group = groups.get(`${language}/${kind}`) ?? groups.get(`${language}/buyer`);
    if (!group) throw new Error(`nobody writes ${language}`);
    if (group.fresh.length > 0 && (group.known.length === 0 || random.chance(0.62))) {
      const reporter = group.fresh.pop() as Reporter;
      for (let n = 0; n < reporter.weight; n++) group.known.push(reporter);
      return reporter;
    }
    return random.pick(group.known);
  };
}

/** Gives each failing request to at most one report: the latest unused one in the four hours before it. */
export function requestTaker(
  requests: readonly StoryRequest[],
): (problemId: string, atMs: number) => StoryRequest | null {
  const unused = new Map<string, StoryRequest[]>();
  for (const request of requests)
    unused.set(request.problemId, [...(unused.get(request.problemId) ?? []), request]);
  return (problemId, atMs) => {
    const mine = unused.get(problemId) ?? [];
    const i = mine.findLastIndex((request) => request.atMs <= atMs && request.atMs > atMs - 4 * HOUR_MS);
    return i < 0 ? null : (mine.splice(i, 1)[0] ?? null);
  };
}

function withoutReporter({ reporter: _reporter, ...event }: Composed): StoryEvent {
  return event;
}

/** The send button pressed twice: the same words again after a few seconds, by the same channel. */
function sendTwice(
  reports: readonly Composed[],
  count: number,
  endHour: number,
  random: Random,
): StoryEvent[] {
  const from = random
    .shuffle(reports.filter((r) => r.channel === "form" && r.atMs < (endHour - 0.02) * HOUR_MS))
    .slice(0, count);
  return from.map((report) => ({
    ...withoutReporter(report),
    id: `${report.id}-again`,
    kind: "double_send",
    atMs: report.atMs + random.int(3_000, 40_000),
    repeats: report.id,
  }));
}

/** People who heard nothing ask again hours later; three in four reply to their own mail and quote it. */
function followUp(
  reports: readonly Composed[],
  count: number,
  endHour: number,
  random: Random,
): StoryEvent[] {
  const waiting = reports.filter(
    (r) =>
      r.email &&
      r.truth.severity !== null &&
      r.truth.severity !== "cosmetic" &&
      r.atMs < (Math.min(endHour, problemById(r.problemId)?.fadeHour ?? 0) - 5) * HOUR_MS,
  );
  const usedTexts = new Set<string>();
  return random
    .shuffle(waiting)
    .slice(0, count)
    .map((report): StoryEvent => {
      const problem = problemById(report.problemId) as Problem;
      const reporter = report.reporter as Reporter;
      const language = report.language as WrittenLanguage;
      const hour = Math.min(report.atMs / HOUR_MS + random.int(4, 20) + random.next(), endHour);
      const isQuoted = random.chance(0.75);
      const channel = isQuoted ? "zendesk_trigger" : chooseChannel("plain", random);
      const isTicket = channel.startsWith("zendesk");
      const facts = { reporter, language, storyHour: hour, version: "2.0.3", requestId: null };
      const head = fillSlots(
        QUOTE_HEADS[language],
        { ...facts, storyHour: report.atMs / HOUR_MS + 0.1 },
        random,
      );
      let text = "";
      do {
        const question = random.pick(FOLLOW_UPS[language]);
        const about = () => {
          const subject = problem.titles[language]?.[0] ?? report.title ?? report.account ?? "";
          return random.pick([`(${subject})`, report.text.split("\n")[0] ?? ""]);
        };
        text = fillSlots(
          isQuoted ? quoteReply(question, head, report.text, language, random) : `${question} ${about()}`,
          facts,
          random,
        );
      } while (usedTexts.has(text));
      usedTexts.add(text);
      const { title: _title, ticket: _ticket, ...content } = withoutReporter(report);
      return {
        ...content,
        id: `${report.id}-more`,
        kind: "follow_up",
        channel,
        atMs: Math.round(hour * HOUR_MS),
        text,
        repeats: report.id,
        context: contextOf(problem, reporter, language, channel, hour, null, random),
        ...(isTicket
          ? {
              title: `Re: ${report.title ?? fillSlots(problem.titles[language]?.[0] ?? problem.name, facts, random)}`,
              ticket: {
                ...ticketOf(70_000 + Number(report.id.slice(3, 8)), problem, random),
                ...(report.ticket ? { originalTicketId: report.ticket.id } : {}),
              },
            }
          : {}),
      };
    });
}

function noise(count: number, endHour: number, random: Random): StoryEvent[] {
  const hours = spread(count, 0.5, endHour, reportRhythm, random.next);
  return random
    .shuffle(NOISE)
    .slice(0, count)
    .map((line, i) =>
      noiseEvent(line, `st-noise-${String(i + 1).padStart(2, "0")}`, hours[i] as number, 61_000 + i),
    );
}

export function noiseEvent(line: NoiseLine, id: string, hour: number, ticketId: number): StoryEvent {
  const isTicket = line.title !== undefined;
  return {
    id,
    atMs: Math.round(hour * HOUR_MS),
    channel: isTicket ? "zendesk_trigger" : "form",
    kind: "noise",
    problemId: "noise",
    text: line.text,
    ...(line.title ? { title: line.title } : {}),
    ...(line.email ? { email: line.email } : {}),
    language: line.language,
    context: isTicket ? {} : { url: "https://shop.larderline.example/help", locale: line.language },
    ...(isTicket ? { ticket: { id: ticketId, priority: "normal", tags: [] } } : {}),
    screenshot: false,
    truth: { problemId: "noise", type: null, severity: null, component: null, isSpam: true },
  };
}

function specialEvent(message: SpecialMessage, random: Random): StoryEvent {
  const problem = problemById(message.problemId) as Problem;
  const isTicket = message.channel === "zendesk_trigger";
  const device = {
    name: "iPad (9th gen)",
    browser: "Safari 18",
    userAgent:
      "Mozilla/5.0 (iPad; CPU OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1",
    isMobile: true,
  };
  return {
    id: `st-${message.id}`,
    atMs: Math.round(message.hour * HOUR_MS),
    channel: message.channel,
    kind: message.kind,
    problemId: message.problemId,
    text: message.text,
    ...(message.title ? { title: message.title } : {}),
    email: message.email,
    personName: message.personName,
    account: message.account,
    language: message.language,
    context: contextOf(
      problem,
      { device, language: "en" },
      message.language,
      message.channel,
      message.hour,
      null,
      random,
    ),
    ...(isTicket
      ? {
          ticket: {
            id: 69_000 + Math.round(message.hour * 10),
            priority: "urgent",
            tags: ["larderline_2", "vip"],
          },
        }
      : {}),
    screenshot: false,
    truth: truthOf(problem),
  };
}
