import { mails } from "./tr/mails";
import { missing } from "./tr/missing";
import type { Messages } from "./messages";

export const tr: Messages = { mails, missing };
