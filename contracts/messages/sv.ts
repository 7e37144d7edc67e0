import { form } from "./sv/form";
import { mails } from "./sv/mails";
import { missing } from "./sv/missing";
import { page } from "./sv/page";
import { refusals } from "./sv/refusals";
import { report } from "./sv/report";
import { sent } from "./sv/sent";
import type { Messages } from "./messages";

export const sv: Messages = { form, mails, missing, page, refusals, report, sent };
