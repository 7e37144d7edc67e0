"use client";
import { toastFailed } from "./toast-failed";
import { Download, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { formatCount } from "@/components/format/numbers";
import { Button } from "@/components/ui/button";
import { downloadCsv } from "@/components/ui/download-csv";
import { toastDone } from "@/components/ui/toaster";
import { toCsv, type CsvCell } from "@/contracts/csv";

/** A file of more rows opens in no spreadsheet without trouble. */
const ROWS_MAX = 10_000;

export type ExportPage<Row> = { rows: readonly Row[]; nextCursor: string | null };
/** The columns of a list's file, and one line of it. */
export type CsvShape<Row> = { head: readonly string[]; lineOf: (row: Row) => readonly CsvCell[] };

/**
 * Saves a whole list as a CSV file, also what has not been scrolled to: page after page by the list's own procedure, with progress, until
 * its end or 10,000 rows. A second press stops it.
 * @param name of the file, without its ending
 * @param readPage the list's rows behind a cursor, in the order that is shown
 */
export function ExportCsv<Row>({
  name,
  shape,
  readPage,
}: {
  name: string;
  shape: CsvShape<Row>;
  readPage: (cursor: string | null, signal: AbortSignal) => Promise<ExportPage<Row>>;
}) {
  const [count, setCount] = useState<number | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const save = async () => {
    const { signal } = (running.current = new AbortController());
    const rows: Row[] = [];
    let cursor: string | null = null;
    setCount(0);
    try {
      do {
        const page: ExportPage<Row> = await readPage(cursor, signal);
        rows.push(...page.rows);
        cursor = page.nextCursor;
        setCount(rows.length);
      } while (cursor !== null && rows.length < ROWS_MAX);
      downloadCsv(name, toCsv([shape.head, ...rows.slice(0, ROWS_MAX).map(shape.lineOf)]));
      toastDone(
        `${formatCount(Math.min(rows.length, ROWS_MAX))} rows exported`,
        cursor === null ? undefined : "The list goes on; filter it for the rest.",
      );
    } catch (error) {
      if (!signal.aborted) toastFailed("The list was not exported", error);
    } finally {
      running.current = null;
      setCount(null);
    }
  };
  const isRunning = count !== null;
  return (
    <Button
      size="sm"
      variant="ghost"
      icon={isRunning ? <X aria-hidden /> : <Download aria-hidden />}
      onClick={() => (isRunning ? running.current?.abort() : void save())}
    >
      <span className="max-md:sr-only">
        {isRunning ? `Stop exporting (${formatCount(count)})` : "Export CSV"}
      </span>
    </Button>
  );
}
