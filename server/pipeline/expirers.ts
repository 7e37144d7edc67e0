import { expireModelCalls } from "@/server/ai/expire.commands";
import type { RetentionKind } from "@/contracts/retention";
import { expireMails } from "@/server/communication/expire.commands";
import type { Expirer } from "@/server/db/expiring";
import { expireRefusals } from "@/server/intake/expire.commands";
import { expireLogLines } from "@/server/monitoring/expire.commands";
import { expireSessions } from "@/server/tenancy/expire.commands";
import { expireFailedJobs, expireRawBodies } from "./expire-arrivals.commands";
import { expireItems, expireUnreadable } from "./expire-reports.commands";

/** What lets go of each kind when its term ends, in the domain whose tables they are. */
export const EXPIRERS: Readonly<Record<RetentionKind, Expirer>> = {
  log_lines: expireLogLines,
  refusals: expireRefusals,
  model_calls: expireModelCalls,
  sessions: expireSessions,
  mails: expireMails,
  failed_jobs: expireFailedJobs,
  unreadable: expireUnreadable,
  items: expireItems,
  raw_bodies: expireRawBodies,
};
