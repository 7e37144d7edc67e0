/** Puts one report together: who says it, by which channel, in which words. */
import { HOUR_MS } from "./launch";
import type { StoryChannel, StoryContext, StoryEvent, StoryTruth } from "./event";
import { DEVICES, type Reporter, type ReporterKind } from "./people";
import type { Line, Problem, Report, StoryLanguage, Voice } from "./problem";
import type { Random } from "./random";
import { toneOf, type Tone, type WrittenLanguage } from "./phrases";
import { versionAt } from "./releases";
import type { StoryRequest } from "./requests";
import { fillSlots, type SlotFacts } from "./slots";
import { applyHabit, closing, rephrase, retype } from "./voice";

export const reportOf = (line: Line): Report =>
  typeof line === "string" ? { voice: "plain", text: line } : line;

type Card = Report & { language: WrittenLanguage; /** How often it has been told so far. */ uses: number };

/** Letters, integrators' tickets and executives' mails are told once or twice; short plain lines bear retelling. */
const MOST_USES: Readonly<Record<Voice, number>> = {
  long: 1,
  exec: 1,
  dev: 2,
  plain: Infinity,
  tiny: Infinity,
};

/** One problem's lines as a deck that is dealt through before any line comes again. */
export class Deck {
  private readonly cards: readonly Card[];
  /** `alreadyUsed` starts every line as if used that often: 1 leaves out letters and never repeats a line verbatim. */
  constructor(
    readonly problem: Problem,
    alreadyUsed = 0,
  ) {
    this.cards = Object.entries(problem.texts).flatMap(([language, lines]) =>
      lines.map((line): Card => ({
        ...reportOf(line),
        language: language as WrittenLanguage,
        uses: alreadyUsed,
      })),
    );
  }

  /** The next line: among the least told, at random. Lines that quote a request are left out where there is none. */
  deal(
    random: Random,
    hour: number,
    hasRequest: boolean,
  ): { card: Card; use: number; other: string | undefined } {
    const possible = this.cards.filter(
      (c) =>
        hour >= (c.fromHour ?? 0) &&
        hour <= (c.toHour ?? Infinity) &&
        (hasRequest || !c.text.includes("{requestId}")),
    );
    const fresh = possible.filter((c) => c.uses < (c.isOnce ? 1 : MOST_USES[c.voice]));
    const allowed = fresh.length > 0 ? fresh : possible;
    // English lines are told three times for every two of another language.
    const wear = (c: Card): number => (c.uses === 0 ? 0 : c.language === "en" ? c.uses / 1.5 : c.uses);
    const fewest = Math.min(...allowed.map(wear));
    const card = random.pick(allowed.filter((c) => wear(c) === fewest));
    const others = this.cards.filter(
      (c) =>
        c !== card &&
        c.language === card.language &&
        c.voice === "plain" &&
        c.fromHour === undefined &&
        !c.isOnce &&
        !c.text.includes("{requestId}"),
    );
    return { card, use: card.uses++, other: others.length > 0 ? random.pick(others).text : undefined };
  }
}

const VOICE_KINDS: Readonly<Record<Voice, ReporterKind>> = {
  plain: "buyer",
  tiny: "buyer",
  long: "buyer",
  dev: "integrator",
  exec: "head",
};

/** Cumulative shares of form, trigger, event and API per voice; API means the feedback sheet inside the apps, or an integrator's script. */
const CHANNELS: Readonly<Record<Voice, readonly (readonly [StoryChannel, number])[]>> = {
  plain: [
    ["form", 0.52],
    ["zendesk_trigger", 0.76],
    ["zendesk_event", 0.87],
    ["api", 1],
  ],
  tiny: [
    ["form", 0.72],
    ["zendesk_trigger", 0.74],
    ["zendesk_event", 0.75],
    ["api", 1],
  ],
  long: [
    ["form", 0.15],
    ["zendesk_trigger", 0.7],
    ["zendesk_event", 1],
    ["api", 1],
  ],
  dev: [
    ["form", 0.08],
    ["zendesk_trigger", 0.42],
    ["zendesk_event", 0.62],
    ["api", 1],
  ],
  exec: [
    ["form", 0],
    ["zendesk_trigger", 0.7],
    ["zendesk_event", 1],
    ["api", 1],
  ],
};

export function chooseChannel(voice: Voice, random: Random): StoryChannel {
  const roll = random.next();
  return CHANNELS[voice].find(([, upTo]) => roll < upTo)?.[0] ?? "zendesk_trigger";
}

/** The reporter with the device this problem happens on. */
function holding(reporter: Reporter, problem: Problem): Reporter {
  const fits = DEVICES.filter(
    (d) => d.isMobile && (problem.device !== "samsung" || /Samsung|Galaxy/.test(d.name)),
  );
  if (!problem.device || fits.includes(reporter.device)) return reporter;
  return { ...reporter, device: fits[reporter.id % fits.length] ?? reporter.device };
}

const LOCALE: Readonly<Record<StoryLanguage, string>> = {
  en: "en-GB",
  de: "de-DE",
  fr: "fr-FR",
  es: "es-ES",
  ar: "ar",
  pl: "pl-PL",
};

/** The place a report was made: page, last API route, client version and device, as the widget and the apps send them. */
export function contextOf(
  problem: Problem,
  reporter: Pick<Reporter, "device" | "language">,
  language: StoryLanguage,
  channel: StoryChannel,
  hour: number,
  requestId: string | null,
  random: Random,
): StoryContext {
  if (channel === "zendesk_event") return { locale: LOCALE[language] };
  if (channel === "zendesk_trigger") return { locale: LOCALE[language], ...(requestId ? { requestId } : {}) };
  const isApp = problem.page.startsWith("app://");
  return {
    url: isApp
      ? problem.page.replace("app://", "larderline://")
      : `https://shop.larderline.example${problem.page}`,
    ...(problem.route && random.chance(0.8) ? { route: problem.route } : {}),
    version: versionAt(hour),
    userAgent: isApp ? `Larderline/${versionAt(hour)} (${reporter.device.name})` : reporter.device.userAgent,
    ...(requestId ? { requestId } : {}),
    locale: LOCALE[language],
  };
}

export const truthOf = (problem: Problem): StoryTruth => ({
  problemId: problem.id,
  type: problem.type,
  severity: problem.severity,
  component: problem.component,
  isSpam: false,
});

export function ticketOf(id: number, problem: Problem, random: Random): NonNullable<StoryEvent["ticket"]> {
  const priority =
    problem.severity === "critical"
      ? random.pick(["urgent", "high", "normal"] as const)
      : problem.severity === "major"
        ? random.pick(["high", "normal"] as const)
        : random.pick(["normal", "low"] as const);
  return {
    id,
    priority,
    tags: ["larderline_2", ...(random.chance(0.4) ? [problem.component.replaceAll("-", "_")] : [])],
  };
}

/**
 * What a report needs from the outside: its moment, a reporter chooser and, where the problem has them, failing requests near that
 * moment.
 */
export type Surroundings = {
  id: string;
  hour: number;
  ticketId: number;
  chooseReporter(language: WrittenLanguage, kind: ReporterKind): Reporter;
  request: StoryRequest | null;
  random: Random;
  /** Texts told so far, folded; a report that would repeat one is told again in another way. */
  usedTexts: Set<string>;
};

const fold = (text: string): string => text.toLowerCase().replace(/\s+/g, " ").trim();

/** One finished report about a problem. */
export function composeReport(deck: Deck, around: Surroundings): StoryEvent & { reporter: Reporter } {
  const { problem } = deck;
  const { random, hour } = around;
  const { card, use, other } = deck.deal(random, hour, around.request !== null);
  const reporter = holding(around.chooseReporter(card.language, VOICE_KINDS[card.voice]), problem);
  const channel = chooseChannel(card.voice, random);
  const isTicket = channel.startsWith("zendesk");
  const facts: SlotFacts = {
    reporter,
    language: card.language,
    storyHour: hour,
    version: versionAt(hour),
    requestId: around.request?.requestId ?? null,
  };

  let text = "";
  for (let attempt = 0; attempt < 60; attempt++) {
    text = fillSlots(
      wording(card, toneOf(problem), use + Math.floor(attempt / 3), other, reporter, isTicket, random),
      facts,
      random,
    );
    if (card.voice === "plain" || card.voice === "tiny") text = applyHabit(text, reporter, random);
    if (!around.usedTexts.has(fold(text))) break;
  }
  around.usedTexts.add(fold(text));

  const titles = problem.titles[card.language] ?? [];
  const title = !isTicket
    ? undefined
    : fillSlots(
        card.title ??
          (titles.length > 0
            ? random.pick(titles)
            : (text.split(/[.!?\n]/)[0]?.slice(0, 70) ?? problem.page)),
        facts,
        random,
      );
  const isNamed = isTicket || card.voice === "dev" || random.chance(0.68);
  const requestId =
    around.request && (text.includes(around.request.requestId) || random.chance(0.55))
      ? around.request.requestId
      : null;
  return {
    id: around.id,
    atMs: Math.round(hour * HOUR_MS),
    channel,
    kind: "report",
    problemId: problem.id,
    text,
    ...(title ? { title } : {}),
    ...(isNamed ? { email: reporter.email, personName: reporter.name } : {}),
    ...(isNamed || random.chance(0.4) ? { account: reporter.account.name } : {}),
    language: card.language,
    context: contextOf(problem, reporter, card.language, channel, hour, requestId, random),
    ...(isTicket ? { ticket: ticketOf(around.ticketId, problem, random) } : {}),
    screenshot: false,
    truth: truthOf(problem),
    reporter,
  };
}

function wording(
  card: Card,
  tone: Tone,
  use: number,
  other: string | undefined,
  reporter: Reporter,
  isTicket: boolean,
  random: Random,
): string {
  if (card.voice === "long" || card.voice === "exec") return card.text;
  if (card.voice === "tiny") return retype(card.text, use, tone, card.language, random);
  if (card.voice === "dev")
    return use === 0 ? card.text : `${card.text}\n\n${closing(card.language, random)}`;
  const body = rephrase(card.text, other, use, tone, card.language, random);
  const isSigned = isTicket ? random.chance(0.6) : reporter.habit === "polite" || random.chance(0.12);
  return isSigned && !body.includes("{name}") ? `${body}\n\n${closing(card.language, random)}` : body;
}
