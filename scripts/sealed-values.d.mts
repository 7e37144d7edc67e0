import type pg from "pg";

export function renewSealedValues(
  client: pg.Client,
  secrets: readonly string[],
): Promise<{
  renewed: Record<string, number>;
  unreadable: { table: string; column: string; why: string; organization: string; name: string }[];
  left: number;
}>;
