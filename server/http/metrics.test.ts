import { afterEach, beforeEach, expect, test } from "vitest";
import { dropSingleton } from "@/server/platform/singleton";
import { bodyLane } from "./body-budget";
import { countAnswer, countDelivery, countStream, readMetrics } from "./metrics";

const forget = () => {
  dropSingleton("http.metrics");
  for (const kind of ["small", "pictures", "logs"]) dropSingleton(`http.bodies:${kind}`);
};
beforeEach(forget);
afterEach(forget);

const linesOf = async (name: string) =>
  (await readMetrics()).text.split("\n").filter((line) => line.includes(name));

test("an answer is counted by its route in the bucket of its seconds", async () => {
  countAnswer("GET", "/[org]", 200, 30);
  countAnswer("GET", "/[org]", 200, 20_000);
  const lines = await linesOf("steady_http_seconds");
  const of = (suffix: string, more = "") =>
    lines.find((line) =>
      line.startsWith(`steady_http_seconds_${suffix}{${more}method="GET",route="/[org]",status="200"}`),
    );
  expect(lines).toContain("# HELP steady_http_seconds Time until an answer's headers, by route");
  expect(of("bucket", 'le="0.025",')).toMatch(/ 0$/);
  expect(of("bucket", 'le="0.05",')).toMatch(/ 1$/);
  expect(of("bucket", 'le="10",')).toMatch(/ 1$/);
  expect(of("bucket", 'le="+Inf",')).toMatch(/ 2$/);
  expect(of("sum")).toMatch(/ 20\.03$/);
});

test("a delivery is counted by its kind of source and what became of it", async () => {
  countDelivery("form", "stored");
  countDelivery("form", "stored");
  countDelivery("zendesk", "refused");
  expect(await linesOf("steady_deliveries_total")).toEqual([
    "# HELP steady_deliveries_total Deliveries by kind of source and outcome",
    "# TYPE steady_deliveries_total counter",
    'steady_deliveries_total{kind="form",outcome="stored"} 2',
    'steady_deliveries_total{kind="zendesk",outcome="refused"} 1',
  ]);
});

test("event streams that are open are counted", async () => {
  countStream(1);
  countStream(1);
  countStream(-1);
  expect(await linesOf("steady_event_streams")).toEqual([
    "# HELP steady_event_streams Open event streams",
    "# TYPE steady_event_streams gauge",
    "steady_event_streams 1",
  ]);
});

test("what bodies hold is read at the moment it is asked for", async () => {
  const release = await bodyLane("logs").reserve("a", 1_000);
  expect(await linesOf("steady_body_bytes{")).toEqual([
    'steady_body_bytes{kind="small"} 0',
    'steady_body_bytes{kind="pictures"} 0',
    'steady_body_bytes{kind="logs"} 1000',
  ]);
  release();
  expect(await linesOf('kind="logs"')).toEqual(['steady_body_bytes{kind="logs"} 0']);
  expect((await linesOf("HELP steady_body_bytes"))[0]).toMatch(
    /Bytes that request bodies hold, by kind; with what logs unpack to at most \d+ in all$/,
  );
});

test("figures of the process stand among them, in Prometheus' format", async () => {
  const { text, contentType } = await readMetrics();
  expect(text).toContain("process_cpu_seconds_total");
  expect(contentType).toMatch(/^text\/plain; version=0\.0\.4/);
});
