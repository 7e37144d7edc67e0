import { form } from "./tr/form";
import { mails } from "./tr/mails";
import { missing } from "./tr/missing";
import { page } from "./tr/page";
import { refusals } from "./tr/refusals";
import { report } from "./tr/report";
import { sent } from "./tr/sent";
import type { Messages } from "./messages";

export const tr: Messages = { form, mails, missing, page, refusals, report, sent };
