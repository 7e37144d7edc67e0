import { mails } from "./fr/mails";
import { missing } from "./fr/missing";
import type { Messages } from "./messages";

export const fr: Messages = { mails, missing };
