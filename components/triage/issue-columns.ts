import type { BoardSort } from "@/contracts/board";

export type ColumnKey =
  | "select"
  | "rank"
  | "severity"
  | "title"
  | "state"
  | "component"
  | "impact"
  | "effort"
  | "people"
  | "accounts"
  | "items"
  | "seen"
  | "owner";

type Column = {
  key: ColumnKey;
  label: string;
  width: string;
  /** Shown from this width of the table, px. */ fromPx: number;
  sort?: BoardSort;
  isFigure?: boolean;
};

const COLUMNS: readonly Column[] = [
  { key: "select", label: "Selected", width: "1rem", fromPx: 0 },
  { key: "rank", label: "Rank", width: "1.75rem", fromPx: 880, isFigure: true },
  { key: "severity", label: "Severity", width: "1rem", fromPx: 0, sort: "severity" },
  { key: "title", label: "Issue", width: "minmax(11rem, 1fr)", fromPx: 0, sort: "created" },
  { key: "state", label: "State", width: "6.25rem", fromPx: 680 },
  { key: "component", label: "Component", width: "7.5rem", fromPx: 940 },
  { key: "impact", label: "Impact", width: "5.25rem", fromPx: 0, sort: "impact" },
  { key: "effort", label: "Effort", width: "2.75rem", fromPx: 780 },
  { key: "people", label: "People", width: "2.75rem", fromPx: 720, isFigure: true },
  { key: "accounts", label: "Accounts", width: "3.5rem", fromPx: 1180, isFigure: true },
  { key: "items", label: "Reports", width: "3rem", fromPx: 820, isFigure: true },
  { key: "seen", label: "Last seen", width: "5.25rem", fromPx: 620, sort: "last_seen", isFigure: true },
  { key: "owner", label: "Owner", width: "2.5rem", fromPx: 640, isFigure: true },
];

/** Below this width of the table, issues are drawn as cards. */
export const CARDS_BELOW_PX = 600;

/** The columns there is room for, and a use: where nothing can be chosen there is nothing to choose it by. */
export function columnsFor(
  widthPx: number,
  mayChoose: boolean,
): { columns: readonly Column[]; template: string } {
  const columns = COLUMNS.filter(
    (column) => widthPx >= column.fromPx && (mayChoose || column.key !== "select"),
  );
  return { columns, template: columns.map((column) => column.width).join(" ") };
}
