import type pg from "pg";

export type Ending = { n: number; until: Date | null };
export type Dependents = {
  since: Date;
  apiKeys: { n: number; some: { organization: string; name: string }[] };
  sessions: Ending;
  invitations: Ending;
  resetLinks: Ending;
  reportLinks: number;
};
export function findDependents(client: pg.Client, secrets: readonly string[]): Promise<Dependents>;
export function verdictOn(found: {
  previous: number;
  left: number;
  dependents: Dependents;
  isGivingUpReportLinks: boolean;
}): { mayGo: boolean; lines: string[] };
