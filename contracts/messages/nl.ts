import { mails } from "./nl/mails";
import { missing } from "./nl/missing";
import type { Messages } from "./messages";

export const nl: Messages = { mails, missing };
