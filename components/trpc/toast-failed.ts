import { toastError } from "@/components/ui/toaster";
import { failureTitle, messageOf } from "./client";

/**
 * Says that something failed: what did not happen where the server refused, and where a change got no answer only that.
 * @param refused what did not happen: "Nothing was changed"
 */
export const toastFailed = (refused: string, error: unknown): void =>
  void toastError(failureTitle(error, refused), messageOf(error));
