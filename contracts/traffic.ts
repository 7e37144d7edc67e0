/** What a request is: a person's or a program's use of the product, or what comes beside it. */
import { z } from "zod";

/**
 * use: what the launch was made for, and all that figures, criteria and evidence look at. probe: a machine asks whether it is alive.
 * preflight: a browser asks whether it may ask. bot: crawlers, previews, scanners. static: files that no program answers.
 */
export const TRAFFIC_CLASSES = ["use", "probe", "preflight", "bot", "static"] as const;
export const TrafficClass = z.enum(TRAFFIC_CLASSES);
export type TrafficClass = z.infer<typeof TrafficClass>;

export const TRAFFIC_CLASS_WORDS: Readonly<
  Record<TrafficClass, { one: string; many: string; what: string }>
> = {
  use: { one: "Real use", many: "Real use", what: "Counts in every figure." },
  probe: {
    one: "Probe",
    many: "Probes",
    what: "Health checks, readiness, uptime monitors, scrapes of metrics.",
  },
  preflight: {
    one: "Preflight",
    many: "Preflights",
    what: "OPTIONS: the check a browser makes before a request.",
  },
  bot: { one: "Bot", many: "Bots", what: "Crawlers, link previews and scanners." },
  static: { one: "Static file", many: "Static files", what: "Scripts, styles, fonts and pictures." },
};

/** path: a pattern of segments. agent: words of the user agent. method: the HTTP method. */
export const RULE_SUBJECTS = ["path", "agent", "method"] as const;
export const RuleSubject = z.enum(RULE_SUBJECTS);
export type RuleSubject = z.infer<typeof RuleSubject>;

const PATTERN_MAX = 200;
const SEGMENT = /^(?:GET |POST |PUT |PATCH |DELETE |HEAD )?(?:\*\*\/|\/)\S*$|^\*\.[A-Za-z0-9]{1,8}$/;

const Id = z.string().min(1).max(64);
/** An entry of a launch's own as a person writes it. */
export const TrafficRuleInput = z
  .object({
    matches: RuleSubject,
    pattern: z.string().trim().min(1, "Write what it is to match.").max(PATTERN_MAX),
    trafficClass: TrafficClass,
  })
  .superRefine(({ matches, pattern }, ctx) => {
    const problem = problemOf(matches, pattern);
    if (problem) ctx.addIssue({ code: "custom", path: ["pattern"], message: problem });
  });
export type TrafficRuleInput = z.infer<typeof TrafficRuleInput>;

/** Why a pattern can't be used; null when it can. */
function problemOf(matches: RuleSubject, pattern: string): string | null {
  if (matches === "method")
    return /^[A-Za-z]{1,10}$/.test(pattern) ? null : "A method is one word, such as OPTIONS.";
  if (matches === "agent")
    return pattern.replaceAll("*", "").trim().length >= 3
      ? null
      : "At least three characters: shorter words are part of almost every user agent.";
  if (!SEGMENT.test(pattern)) return "A path begins with / or with **/, or is an ending such as *.js.";
  return /[^*/\s]/.test(pattern.replace(/^\w+ /, ""))
    ? null
    : "Spell at least one segment out: this would match everything.";
}

export const AddTrafficRule = z.object({ launchId: Id, rule: TrafficRuleInput });
export const EditTrafficRule = z.object({
  launchId: Id,
  ruleId: Id,
  version: z.number().int().min(1),
  rule: TrafficRuleInput,
});
export const SwitchTrafficRule = z.object({ launchId: Id, ruleId: Id, isOn: z.boolean() });
export const TrafficRuleRef = z.object({ launchId: Id, ruleId: Id });
export const PreviewTrafficRule = z.object({ launchId: Id, rule: TrafficRuleInput });

/** An entry of the list as a screen shows it. */
export type TrafficRuleRow = {
  id: string;
  matches: RuleSubject;
  /** Several for a built-in entry. */
  patterns: readonly string[];
  trafficClass: TrafficClass;
  isOn: boolean;
  /** What a built-in entry is called; null for one of the launch's own. */
  name: string | null;
  version: number;
  /** Requests that it took since midnight in the launch's zone. */
  today: number;
};

/** What an entry would have taken of the last 24 hours. */
export type TrafficRulePreview = {
  /** About so many requests, of those of the last 24 hours; exact where `isSample` is false. */
  matched: number;
  of: number;
  isSample: boolean;
  /** Of what matched, by what it counts as today. */
  counted: { trafficClass: TrafficClass; n: number }[];
  examples: {
    method: string;
    path: string;
    userAgent: string | null;
    status: number;
    trafficClass: TrafficClass;
  }[];
  /** Components whose own patterns keep requests that the entry matches, with how many. */
  keptBy: { componentId: string; n: number }[];
};
