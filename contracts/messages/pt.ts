import { mails } from "./pt/mails";
import { missing } from "./pt/missing";
import type { Messages } from "./messages";

export const pt: Messages = { mails, missing };
