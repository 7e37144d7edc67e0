import { mails } from "./es/mails";
import { missing } from "./es/missing";
import type { Messages } from "./messages";

export const es: Messages = { mails, missing };
