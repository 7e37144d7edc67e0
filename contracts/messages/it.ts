import { mails } from "./it/mails";
import { missing } from "./it/missing";
import type { Messages } from "./messages";

export const it: Messages = { mails, missing };
