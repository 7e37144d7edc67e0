import { AppError } from "@/server/platform/errors";

/**
 * A row that people edit, held until the transaction ends.
 * @throws AppError NOT_FOUND; CONFLICT when it moved on from the version that was seen, with the row as it is now.
 */
export function expectVersion<T extends { version: number }>(
  row: T | null | undefined,
  what: string,
  expectedVersion: number | undefined,
): T {
  if (!row) throw new AppError("NOT_FOUND", `There is no such ${what} here.`);
  if (expectedVersion !== undefined && row.version !== expectedVersion)
    throw new AppError(
      "CONFLICT",
      `This ${what} was changed by somebody else in the meantime. Your change was not saved.`,
      { reason: "version", expectedVersion, currentVersion: row.version, current: row },
    );
  return row;
}

/** The fields of an input that would change the row, before and after. */
export function changesOf(
  row: object,
  input: object,
): { before: Record<string, unknown>; after: Record<string, unknown> } {
  const before: Record<string, unknown> = {};
  const after: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(input)) {
    const current = (row as Record<string, unknown>)[field];
    if (value === undefined || JSON.stringify(current) === JSON.stringify(value)) continue;
    before[field] = current ?? null;
    after[field] = value;
  }
  return { before, after };
}
