/** What a request is, by a launch's list and its components: use, probe, preflight, bot or static file. */
import type { RuleSubject, TrafficClass } from "@/contracts/traffic";
import {
  isOpen,
  matchesPattern,
  patternOf,
  readPattern,
  readPatterns,
  segmentsOf,
  type ComponentPattern,
  type RoutedComponent,
  type RoutePattern,
} from "@/server/launches/route-patterns";

/** An entry that is on, as plain values: it travels into the thread that reads a batch. */
export type TrafficRule = {
  readonly id: string;
  readonly matches: RuleSubject;
  readonly patterns: readonly string[];
  readonly trafficClass: TrafficClass;
  readonly methods?: readonly string[] | undefined;
  readonly isPlain?: boolean | undefined;
  readonly isBuiltIn: boolean;
};

/** What decides over a launch's lines: its components' patterns, and the entries that are on, the launch's own first. */
export type TrafficLists = {
  readonly components: readonly RoutedComponent[];
  readonly rules: readonly TrafficRule[];
};

/** What is needed of a line. The path is without query string. */
export type RequestToJudge = {
  readonly method: string;
  readonly path: string;
  readonly userAgent: string | null;
  /** Who the gateway knows the caller to be. */
  readonly consumer: string | null;
};

/** What a request is, which entry says so (null: none), and the component's pattern that its path matches. */
export type Classified = {
  readonly trafficClass: TrafficClass;
  readonly ruleId: string | null;
  readonly owner: ComponentPattern | null;
};

type PathRule = {
  readonly rule: TrafficRule;
  readonly methods: readonly string[] | null;
  /** How much a component's pattern must weigh to keep what this matches. */
  readonly weight: number;
  readonly matches: (segments: readonly string[]) => boolean;
};

/** What a component's pattern weighs that spells the last segment out, and an entry for what only machines ask for. */
const SPELLED_OUT = 1_000;
const PLAIN = 500;
/** So many user agents are remembered. */
const AGENTS_MAX = 2_000;

/** A launch's lists, made ready to judge a million lines. */
export class TrafficJudge {
  readonly patterns: readonly ComponentPattern[];
  private readonly methods = new Map<string, TrafficRule>();
  private readonly agents: { readonly rule: TrafficRule; readonly test: RegExp }[] = [];
  private readonly anyAgent: RegExp | null;
  private readonly paths: PathRule[] = [];
  /** Entries that name an ending, by it; most paths have none. */
  private readonly endings = new Map<string, PathRule>();
  private readonly agentRules = new Map<string, TrafficRule | null>();

  constructor({ components, rules }: TrafficLists) {
    this.patterns = readPatterns(components);
    const agentParts: string[] = [];
    for (const rule of rules)
      if (rule.matches === "method") {
        for (const method of rule.patterns) setFirst(this.methods, method.toUpperCase(), rule);
      } else if (rule.matches === "agent") {
        const source = rule.patterns.map(agentSource).join("|");
        agentParts.push(source);
        this.agents.push({ rule, test: new RegExp(source, "i") });
      } else
        for (const pattern of rule.patterns) {
          const read = readPathRule(rule, pattern);
          if (read.ending === null) this.paths.push(read);
          else setFirst(this.endings, read.ending, read);
        }
    this.anyAgent = agentParts.length === 0 ? null : new RegExp(agentParts.join("|"), "i");
  }

  /**
   * A request's class. The method decides first, then who asks, then the path; what the launch wrote itself before what is built in. Over
   * an entry for paths wins a component whose pattern is as exact or more so: what a launch lists as its own is use.
   */
  classify({ method, path, userAgent, consumer }: RequestToJudge): Classified {
    const segments = segmentsOf(path);
    const owner = patternOf(this.patterns, segments);
    const byAgent = this.ruleOfAgent(userAgent);
    const rule =
      this.methods.get(method) ??
      // A caller that the gateway knows is a customer's program, whatever it calls itself.
      (byAgent?.trafficClass === "bot" && consumer !== null ? null : byAgent) ??
      this.ruleOfPath(method, segments, owner);
    return { trafficClass: rule?.trafficClass ?? "use", ruleId: rule?.id ?? null, owner };
  }

  private ruleOfAgent(agent: string | null): TrafficRule | null {
    if (agent === null || this.anyAgent === null) return null;
    let rule = this.agentRules.get(agent);
    if (rule === undefined) {
      rule = this.anyAgent.test(agent)
        ? (this.agents.find(({ test }) => test.test(agent))?.rule ?? null)
        : null;
      if (this.agentRules.size >= AGENTS_MAX) this.agentRules.clear();
      this.agentRules.set(agent, rule);
    }
    return rule;
  }

  private ruleOfPath(
    method: string,
    segments: readonly string[],
    owner: ComponentPattern | null,
  ): TrafficRule | null {
    const kept = weightOf(owner);
    const takes = (each: PathRule): boolean =>
      kept < each.weight &&
      (each.methods === null || each.methods.includes(method)) &&
      each.matches(segments);
    for (const path of this.paths) if (takes(path)) return path.rule;
    const last = segments.at(-1) ?? "";
    const dot = last.lastIndexOf(".");
    const byEnding = dot < 0 ? undefined : this.endings.get(last.slice(dot));
    return byEnding && takes(byEnding) ? byEnding.rule : null;
  }
}

/** What the pattern that a path matches weighs against entries for paths; one that spells nothing out keeps nothing. */
function weightOf(owner: ComponentPattern | null): number {
  if (owner === null) return 0;
  const last = owner.segments.at(-1);
  return last !== undefined && !isOpen(last) ? SPELLED_OUT : owner.exactness;
}

function readPathRule(rule: TrafficRule, written: string): PathRule & { ending: string | null } {
  const spoken = /^([A-Z]+) (.*)$/.exec(written);
  const pattern = spoken?.[2] ?? written;
  const methods = spoken ? [spoken[1]!] : (rule.methods ?? null);
  const ending = /^\*(\.[A-Za-z0-9]+)$/.exec(pattern)?.[1]?.toLowerCase() ?? null;
  const isFloating = pattern.startsWith("**/");
  const read = readPattern(isFloating ? pattern.slice(3) : pattern);
  return {
    rule,
    methods,
    ending,
    weight:
      rule.trafficClass === "use"
        ? Infinity
        : rule.isPlain
          ? PLAIN
          : rule.isBuiltIn || ending !== null
            ? 0.5
            : read.exactness,
    matches:
      ending !== null
        ? () => true
        : isFloating
          ? (given) => endsWith(read, given)
          : (given) => matchesPattern(read, given),
  };
}

/** Whether a path's end matches a pattern. */
function endsWith(pattern: RoutePattern, given: readonly string[]): boolean {
  const { segments, isOpenEnded } = pattern;
  if (!isOpenEnded) return matchesPattern(pattern, given.slice(-segments.length));
  for (let from = 0; from + segments.length <= given.length; from++)
    if (matchesPattern(pattern, given.slice(from))) return true;
  return false;
}

/**
 * Words of a user agent as they are looked for, in any case: they begin a word, or end one where a star stands before them; a star between
 * them is a few characters within one part of the agent.
 */
function agentSource(pattern: string): string {
  const isTail = pattern.startsWith("*");
  const spelled = pattern
    .split("*")
    .filter((part) => part !== "")
    .map((part) => part.replace(/[\\^$.+?()[\]{}|/]/g, "\\$&"));
  return `${isTail ? "" : "(?<![a-z])"}${spelled.join("[^;()]{0,60}")}`;
}

function setFirst<V>(map: Map<string, V>, key: string, value: V): void {
  if (!map.has(key)) map.set(key, value);
}
