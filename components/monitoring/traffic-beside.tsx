"use client";
import Link from "next/link";
import { formatCount } from "@/components/format/numbers";
import { useLinks } from "@/components/launches/links";
import { InlineAlert } from "@/components/ui/inline-alert";
import type { BesideTraffic, OverflowTraffic } from "@/contracts/monitoring";
import { TRAFFIC_CLASS_WORDS } from "@/contracts/traffic";

/** What arrived beside real use and is in none of the figures, and the connections whose life is no latency. */
export function BesideRealUse({
  beside,
  connections,
}: {
  beside: readonly BesideTraffic[];
  connections: number;
}) {
  const links = useLinks();
  if (beside.length === 0 && connections === 0) return null;
  return (
    <section
      aria-label="Beside real use"
      className="flex flex-col gap-1 rounded-md border border-border px-3 py-2 text-meta text-muted-foreground"
    >
      {beside.length > 0 && (
        <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1 figures">
          <span>Not in these figures:</span>
          {beside.map(({ trafficClass, requests, errors }) => (
            <span key={trafficClass}>
              {formatCount(requests)} {TRAFFIC_CLASS_WORDS[trafficClass].many.toLowerCase()}
              {errors > 0 && `, ${formatCount(errors)} of them failed`}
            </span>
          ))}
          <Link href={`${links.settings}?section=traffic`} className="text-accent-text hover:underline">
            What counts as real use
          </Link>
        </p>
      )}
      {connections > 0 && (
        <p className="figures">
          {formatCount(connections)} {connections === 1 ? "connection" : "connections"} that stay open
          (websockets, streams): counted, and in the latency only by the time to their first byte.
        </p>
      )}
    </section>
  );
}

/** That the launch has more routes than are kept apart, and what helps. */
export function RoutesOverflow({ overflow }: { overflow: OverflowTraffic }) {
  const links = useLinks();
  const { requests, paths, arePathsMore } = overflow;
  return (
    <InlineAlert
      tone="warning"
      className="mb-2"
      title={`{other}: ${formatCount(requests)} requests to ${arePathsMore ? "more than " : ""}${formatCount(paths)} paths, cap reached`}
    >
      More routes arrived than are kept apart. Rarely requested ones give way to busier ones; the routes that
      a{" "}
      <Link href={`${links.settings}?section=components`} className="text-accent-text hover:underline">
        component
      </Link>{" "}
      lists have room of their own.
    </InlineAlert>
  );
}
