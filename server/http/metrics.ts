import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";
import { singleton } from "@/server/platform/singleton";
import { BODIES_IN_FLIGHT_MAX, bodiesInFlight } from "./body-budget";

const metrics = () =>
  singleton("http.metrics", () => {
    const registry = new Registry();
    collectDefaultMetrics({ register: registry });
    const registers = [registry];
    return {
      registry,
      seconds: new Histogram({
        name: "steady_http_seconds",
        help: "Time until an answer's headers, by route",
        labelNames: ["method", "route", "status"] as const,
        buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
        registers,
      }),
      deliveries: new Counter({
        name: "steady_deliveries_total",
        help: "Deliveries by kind of source and outcome",
        labelNames: ["kind", "outcome"] as const,
        registers,
      }),
      streams: new Gauge({ name: "steady_event_streams", help: "Open event streams", registers }),
      bodies: new Gauge({
        name: "steady_body_bytes",
        help: `Bytes that request bodies hold, by kind; with what logs unpack to at most ${BODIES_IN_FLIGHT_MAX} in all`,
        labelNames: ["kind"] as const,
        registers,
        collect() {
          for (const [kind, bytes] of Object.entries(bodiesInFlight())) this.set({ kind }, bytes);
        },
      }),
    };
  });

/** Counts one answer and how long it took, ms. */
export function countAnswer(method: string, route: string, status: number, ms: number): void {
  metrics()
    .seconds.labels(method, route, String(status))
    .observe(ms / 1000);
}

/** Counts a delivery: stored, known from before, passed over, or refused. */
export function countDelivery(kind: string, outcome: "stored" | "repeated" | "ignored" | "refused"): void {
  metrics().deliveries.labels(kind, outcome).inc();
}

/** Notes that an event stream was opened (+1) or closed (−1). */
export function countStream(change: 1 | -1): void {
  metrics().streams.inc(change);
}

/** All figures of this process in Prometheus' text format, with its content type. */
export async function readMetrics(): Promise<{ text: string; contentType: string }> {
  const { registry } = metrics();
  return { text: await registry.metrics(), contentType: registry.contentType };
}
