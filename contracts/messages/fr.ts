import { form } from "./fr/form";
import { mails } from "./fr/mails";
import { missing } from "./fr/missing";
import { page } from "./fr/page";
import { refusals } from "./fr/refusals";
import { report } from "./fr/report";
import { sent } from "./fr/sent";
import type { Messages } from "./messages";

export const fr: Messages = { form, mails, missing, page, refusals, report, sent };
