import { form } from "./nl/form";
import { mails } from "./nl/mails";
import { missing } from "./nl/missing";
import { page } from "./nl/page";
import { refusals } from "./nl/refusals";
import { report } from "./nl/report";
import { sent } from "./nl/sent";
import type { Messages } from "./messages";

export const nl: Messages = { form, mails, missing, page, refusals, report, sent };
