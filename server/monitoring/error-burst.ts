/** When server errors of a component are a burst: what machines say that makes a report about it at least major. */

export const BURST_MINUTES = 15;
const MIN_ERRORS = 5;
const MIN_SHARE = 0.05;

/** At least five 5xx answers in the window, and at least one request in twenty. */
export function isErrorBurst(traffic: { requests: number; errors: number }): boolean {
  return traffic.errors >= MIN_ERRORS && traffic.errors >= MIN_SHARE * traffic.requests;
}
