import { missing } from "./fr/missing";
import type { Messages } from "./messages";

export const fr: Messages = { missing };
