/** Thrown by a step that could not be run here. */
export class Skipped extends Error {}

/**
 * What the error of a step means for the run.
 * @param {unknown} error
 * @param {{ isCi: boolean }} run isCi: nothing may be skipped
 * @returns {{ result: "skipped" | "FAILED", detail: string }}
 */
export function outcomeOf(error, { isCi }) {
  const isSkipped = error instanceof Skipped;
  if (isSkipped && !isCi) return { result: "skipped", detail: error.message };
  return {
    result: "FAILED",
    detail: isSkipped ? `${error.message} (CI=1 lets nothing be skipped)` : error.message.split("\n")[0],
  };
}
