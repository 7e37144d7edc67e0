import { mails } from "./sv/mails";
import { missing } from "./sv/missing";
import type { Messages } from "./messages";

export const sv: Messages = { mails, missing };
