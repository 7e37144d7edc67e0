/**
 * What goes on beside an attack, in a process of its own, so that making hostile bodies does not slow down what is measured: an honest
 * sender, and probes of both ports. Begins when it is sent what to do, and answers with its figures when it is told to stop.
 */
import { logLine, type Way } from "./attacks";
import { HonestSender, Probe } from "./watch";

export type BesideTask = { honest: Way; probes: Record<string, string> };
export type BesideFigures = {
  sent: number;
  accepted: number;
  p95Ms: number;
  refused: [string, number][];
  probes: Record<string, { p99Ms: number; longestMs: number; answers: number }>;
};

/** 20 reports a second, and 5 log batches, each fifth of them a larger one. */
function honestSender(way: Way): HonestSender {
  return new HonestSender([
    {
      perSecond: 20,
      send: (n) => ({
        url: `${way.url}/api/v1/items`,
        init: {
          method: "POST",
          headers: { "content-type": "application/json", authorization: `Bearer ${way.apiKey}` },
          body: JSON.stringify({
            launch: way.launch,
            text: `Report ${n}: the basket is empty after paying with voucher ${n % 90}`,
          }),
        },
      }),
    },
    {
      perSecond: 5,
      send: (n) => ({
        url: `${way.url}/api/v1/logs/${way.logsKey}`,
        init: {
          method: "POST",
          headers: { "content-type": "application/x-ndjson" },
          body: Array.from({ length: n % 5 === 0 ? 1_000 : 150 }, (_, k) =>
            logLine("Mozilla/5.0", n * 1_000 + k),
          ).join("\n"),
        },
      }),
    },
  ]);
}

// Nothing is left running when the run it belongs to is ended.
process.on("disconnect", () => process.exit(1));
process.once("message", (task: BesideTask) => {
  const sender = honestSender(task.honest);
  const probes = Object.entries(task.probes).map(([name, url]) => ({ name, probe: new Probe(url) }));
  process.once("message", () => {
    void Promise.all([sender.stop(), ...probes.map(({ probe }) => probe.stop())]).then(() => {
      const figures: BesideFigures = {
        sent: sender.tookMs.length,
        accepted: sender.accepted,
        p95Ms: sender.p95(),
        refused: [...sender.refused],
        probes: Object.fromEntries(
          probes.map(({ name, probe }) => [
            name,
            { p99Ms: probe.p99(), longestMs: Math.max(0, ...probe.tookMs), answers: probe.tookMs.length },
          ]),
        ),
      };
      process.send?.(figures, () => process.exit(0));
    });
  });
});
