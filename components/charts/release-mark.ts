import type { ReleaseMark } from "./prepare-trend";

/** A release as a time axis marks it. */
export const releaseMark = ({
  id,
  startedAt,
  version,
  outcome,
}: {
  id: string;
  startedAt: Date;
  version: string;
  outcome: NonNullable<ReleaseMark["outcome"]>;
}): ReleaseMark => ({ id, at: startedAt.getTime(), label: version, outcome });
