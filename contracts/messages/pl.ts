import { mails } from "./pl/mails";
import { missing } from "./pl/missing";
import type { Messages } from "./messages";

export const pl: Messages = { mails, missing };
