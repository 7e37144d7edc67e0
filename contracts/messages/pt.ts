import { form } from "./pt/form";
import { mails } from "./pt/mails";
import { missing } from "./pt/missing";
import { page } from "./pt/page";
import { refusals } from "./pt/refusals";
import { report } from "./pt/report";
import { sent } from "./pt/sent";
import type { Messages } from "./messages";

export const pt: Messages = { form, mails, missing, page, refusals, report, sent };
