import { mails } from "./de/mails";
import { missing } from "./de/missing";
import type { Messages } from "./messages";

export const de: Messages = { mails, missing };
