import { describe, expect, test } from "vitest";
import { TrafficRuleInput, type TrafficClass } from "@/contracts/traffic";
import { TrafficJudge, type TrafficRule } from "./traffic-class";
import { BUILT_IN_RULES } from "./traffic-defaults";

const builtIn: TrafficRule[] = BUILT_IN_RULES.filter((rule) => rule.isOn).map((rule) => ({
  ...rule,
  isBuiltIn: true,
}));
const own = (over: Partial<TrafficRule>): TrafficRule => ({
  id: "own",
  matches: "path",
  patterns: [],
  trafficClass: "probe",
  isBuiltIn: false,
  ...over,
});
const requestFor = (
  path: string,
  { method = "GET", agent = null as string | null, consumer = null as string | null } = {},
) => ({
  method,
  path,
  userAgent: agent,
  consumer,
});
const classOf = (
  request: ReturnType<typeof requestFor>,
  { rules = [] as TrafficRule[], patterns = [] as string[] } = {},
): TrafficClass =>
  new TrafficJudge({
    components: [{ id: "c", routePatterns: patterns }],
    rules: [...rules, ...builtIn],
  }).classify(request).trafficClass;

describe("built-in entries", () => {
  test.each<[string, TrafficClass]>([
    ["/healthz", "probe"],
    ["/HEALTHZ/", "probe"],
    ["/svc/payments/readyz", "probe"],
    ["/healthz/db", "probe"],
    ["/actuator/health", "probe"],
    ["/shop/actuator/health/liveness", "probe"],
    ["/health", "probe"],
    ["/api/health", "probe"],
    ["/v2/ping", "probe"],
    ["/metrics", "probe"],
    ["/app.js", "static"],
    ["/x/STYLE.CSS", "static"],
    ["/_next/static/chunks/1", "static"],
    ["/.env", "bot"],
    ["/robots.txt", "bot"],
    ["/health-insurance/quotes", "use"],
    ["/healthzone", "use"],
    ["/patients/7/health", "use"],
    ["/status/orders", "use"],
    ["/api/ping-pong", "use"],
    ["/metrics/sales", "use"],
    ["/api/metrics", "use"],
    ["/downloads/invoice.pdf", "use"],
    ["/export.csv", "use"],
    ["/api/data.json", "use"],
    ["/wp-login.php", "use"],
    ["/", "use"],
    ["", "use"],
  ])("%s is %s", (path, trafficClass) => expect(classOf(requestFor(path))).toBe(trafficClass));

  test.each<[string, TrafficClass]>([
    ["kube-probe/1.30", "probe"],
    ["ELB-HealthChecker/2.0", "probe"],
    ["GoogleHC/1.0", "probe"],
    ["Mozilla/5.0 (compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)", "probe"],
    ["Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)", "bot"],
    [
      "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
      "bot",
    ],
    ["facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)", "bot"],
    ["Somecrawler/2.1 (+https://crawl.example)", "bot"],
    ["sqlmap/1.8", "bot"],
    ["Mozilla/5.0 (Linux; Android 11; CUBOT NOTE 20) AppleWebKit/537.36", "use"],
    ["Mozilla/5.0 (compatible; CUBOT_X50; Android 11)", "use"],
    ["Robotics-App/3.1", "use"],
    ["SpiderOakONE/7.5", "use"],
    ["Abbott/1.0", "use"],
    ["okhttp/4.12.0", "use"],
    ["Stripe/1.0 (+https://stripe.com/docs/webhooks)", "use"],
    ["Nomad/3.2 CFNetwork/1490", "use"],
  ])("%s is %s", (agent, trafficClass) =>
    expect(classOf(requestFor("/offers", { agent }))).toBe(trafficClass),
  );

  test("OPTIONS is a preflight wherever it goes; other methods of a probe's path are use", () => {
    expect(classOf(requestFor("/v1/pay", { method: "OPTIONS" }), { patterns: ["/v1/pay"] })).toBe(
      "preflight",
    );
    expect(classOf(requestFor("/metrics", { method: "POST" }))).toBe("use");
    expect(classOf(requestFor("/ping", { method: "DELETE" }))).toBe("use");
    expect(classOf(requestFor("/ping", { method: "HEAD" }))).toBe("probe");
  });

  test("whom the gateway knows is no bot, and may be a probe", () => {
    const agent = "Orderbot/1.0 (+https://customer.example)";
    expect(classOf(requestFor("/orders", { agent }))).toBe("bot");
    expect(classOf(requestFor("/orders", { agent, consumer: "acme" }))).toBe("use");
    expect(classOf(requestFor("/orders", { agent: "kube-probe/1", consumer: "acme" }))).toBe("probe");
  });
});

describe("a component's routes", () => {
  test.each<[string, string[], TrafficClass]>([
    ["/health", ["/health"], "use"],
    ["/health", ["/health/*"], "probe"],
    ["/healthz", ["/*"], "probe"],
    ["/healthz", ["/healthz"], "use"],
    ["/api/healthz", ["/api/*"], "probe"],
    ["/api/ping", ["/api/*"], "use"],
    ["/api/ping", ["*"], "probe"],
    ["/qr/7.png", ["/qr/*"], "use"],
    ["/qr/7.png", ["/:any"], "static"],
    ["/qr/7.png", ["/shop/*"], "static"],
  ])("%s with %j is %s", (path, patterns, trafficClass) =>
    expect(classOf(requestFor(path), { patterns })).toBe(trafficClass),
  );
});

describe("a launch's own entries", () => {
  test.each<[string, Partial<TrafficRule>, string[], TrafficClass]>([
    ["/v1/pay/beat", { patterns: ["/v1/pay/beat"] }, ["/v1/pay/*"], "probe"],
    ["/v1/pay/beat", { patterns: ["/v1/pay/beat"] }, ["/v1/pay/beat"], "use"],
    ["/v1/pay/beat", { patterns: ["/v1/*"] }, ["/v1/pay/*"], "use"],
    ["/v1/pay/beat", { patterns: ["/v1/*"] }, [], "probe"],
    ["/a/b/beat", { patterns: ["**/beat"] }, [], "probe"],
    ["/a/b/beaten", { patterns: ["**/beat"] }, [], "use"],
    ["/f/x.zip", { patterns: ["*.zip"], trafficClass: "static" }, [], "static"],
    ["/healthz", { patterns: ["/healthz"], trafficClass: "use" }, ["/*"], "use"],
    ["/x", { patterns: ["POST /x"] }, [], "use"],
    ["/x", { patterns: ["GET /x"] }, [], "probe"],
  ])("%s with %j and components %j is %s", (path, rule, patterns, trafficClass) =>
    expect(classOf(requestFor(path), { rules: [own(rule)], patterns })).toBe(trafficClass),
  );

  test("words of a user agent begin a word, in any case, and hold nothing but words", () => {
    const rules = [own({ matches: "agent", patterns: ["acme (test) a.b"], trafficClass: "bot" })];
    expect(classOf(requestFor("/", { agent: "x ACME (Test) a.b/1" }), { rules })).toBe("bot");
    expect(classOf(requestFor("/", { agent: "macme (test) a.b" }), { rules })).toBe("use");
    expect(classOf(requestFor("/", { agent: "acme (test) aXb" }), { rules })).toBe("use");
  });

  test.each([
    [{ matches: "path", pattern: "/a/*" }, true],
    [{ matches: "path", pattern: "**/beat" }, true],
    [{ matches: "path", pattern: "GET /a" }, true],
    [{ matches: "path", pattern: "*.zip" }, true],
    [{ matches: "path", pattern: "/*" }, false],
    [{ matches: "path", pattern: "**/*" }, false],
    [{ matches: "path", pattern: "beat" }, false],
    [{ matches: "agent", pattern: "x*" }, false],
    [{ matches: "agent", pattern: "probe/" }, true],
    [{ matches: "method", pattern: "PURGE" }, true],
    [{ matches: "method", pattern: "A B" }, false],
  ])("%j may be written: %s", (rule, isGood) =>
    expect(TrafficRuleInput.safeParse({ ...rule, trafficClass: "probe" }).success).toBe(isGood),
  );
});

test("judging costs the same for whatever user agents come", () => {
  const judge = new TrafficJudge({ components: [{ id: "c", routePatterns: ["/v1/*"] }], rules: builtIn });
  const time = (agentOf: (index: number) => string): number => {
    const from = performance.now();
    for (let index = 0; index < 5_000; index++)
      judge.classify(requestFor("/v1/x", { agent: agentOf(index) }));
    return performance.now() - from;
  };
  time(() => "warm");
  expect(time((index) => `${"bot/".repeat(70)}${index}`)).toBeLessThan(3_000);
});
