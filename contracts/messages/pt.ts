import { missing } from "./pt/missing";
import type { Messages } from "./messages";

export const pt: Messages = { missing };
