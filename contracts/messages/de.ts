import { missing } from "./de/missing";
import type { Messages } from "./messages";

export const de: Messages = { missing };
