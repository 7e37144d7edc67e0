/**
 * What the support desk answers in the helpdesk, in public: most tickets within its hours, some late, some never. The last hours are left
 * alone, so that somebody waits when the demo is opened.
 */
import type { StoryEvent } from "./event";
import { HOUR_MS, zoneOffsetMs } from "./launch";
import type { StoryLanguage } from "./problem";
import { createRandom } from "./random";

export type StoryAnswer = {
  /** Unique in the story and the same in every run. */
  id: string;
  /** Milliseconds since the launch. */
  atMs: number;
  /** The ticket's own message. */
  to: StoryEvent;
  text: string;
};

const MINUTE_MS = 60_000;
/** Hours of the day in Berlin at which the desk is staffed. */
const DESK = { from: 7, to: 21 };
/** Nobody answers in the last hours of the story. */
const LEFT_ALONE_MS = 2 * HOUR_MS;
/** The share of tickets that are answered at all, and of those the share that is after most of a shift. */
const ANSWERED = 0.92;
const LATE = 0.08;

const ENGLISH = [
  "Thank you for telling us. We can see it on our side and are working on it; I will write here as soon as there is news.",
  "Sorry about the trouble. Our engineers have it now. In the meantime you can place the order by phone.",
] as const;
const TEXTS: Readonly<Partial<Record<StoryLanguage, readonly string[]>>> = {
  de: [
    "Danke für die Meldung. Wir sehen es auch und arbeiten daran; ich schreibe hier, sobald es etwas Neues gibt.",
  ],
  fr: [
    "Merci pour votre message. Nous voyons le problème et y travaillons ; je vous écris ici dès qu'il y a du nouveau.",
  ],
  es: ["Gracias por avisarnos. Lo vemos también y estamos en ello; escribiré aquí en cuanto haya novedades."],
};

/** The desk's answers to tickets, in order of time, up to a moment before the story ends. */
export function answersTo(
  events: readonly StoryEvent[],
  { seed, launchAtMs, untilMs }: { seed: string; launchAtMs: number; untilMs: number },
): StoryAnswer[] {
  const lastMs = untilMs - launchAtMs - LEFT_ALONE_MS;
  return events
    .flatMap((event): StoryAnswer[] => {
      if (event.ticket === undefined || event.truth.isSpam) return [];
      const random = createRandom(`${seed}/answer/${event.id}`);
      if (!random.chance(ANSWERED)) return [];
      const tookMs = (random.chance(LATE) ? random.int(270, 420) : random.int(6, 170)) * MINUTE_MS;
      const atMs = atDesk(launchAtMs + event.atMs, launchAtMs) + tookMs;
      if (atMs > lastMs) return [];
      return [
        { id: `answer-${event.id}`, atMs, to: event, text: random.pick(TEXTS[event.language] ?? ENGLISH) },
      ];
    })
    .sort((a, b) => a.atMs - b.atMs);
}

/** When the desk first sees what came in at a moment: at once, or when it opens. Milliseconds since the launch. */
function atDesk(moment: number, launchAtMs: number): number {
  const hourOf = (at: number) => ((at + zoneOffsetMs(at)) / HOUR_MS) % 24;
  const hour = hourOf(moment);
  const waitHours = hour < DESK.from ? DESK.from - hour : hour >= DESK.to ? 24 - hour + DESK.from : 0;
  return moment + waitHours * HOUR_MS - launchAtMs;
}
