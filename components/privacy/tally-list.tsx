import { formatCount } from "@/components/format/numbers";
import type { ErasureTally } from "@/contracts/privacy";

/** What goes or went: how many rows of which table, and what of them. */
export function TallyList({ tallies }: { tallies: readonly ErasureTally[] }) {
  return (
    <dl className="grid max-h-64 grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 overflow-y-auto text-meta">
      {tallies.map(({ table, what, rows }) => (
        <div key={`${table} ${what}`} className="contents">
          <dt className="text-right figures">{formatCount(rows)}</dt>
          <dd className="min-w-0">
            {what} <span className="font-mono text-muted-foreground">{table}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
