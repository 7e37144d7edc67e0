import type { From } from "@/server/platform/network";

/** Where a request comes from: for limits, the list of sessions and the trail. */
export type Origin = From & {
  address: string;
  userAgent: string;
  requestId: string;
  /** The secret by which this browser may be known. */
  device: string | null;
};
