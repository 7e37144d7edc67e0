import { form } from "./it/form";
import { mails } from "./it/mails";
import { missing } from "./it/missing";
import { page } from "./it/page";
import { refusals } from "./it/refusals";
import { report } from "./it/report";
import { sent } from "./it/sent";
import type { Messages } from "./messages";

export const it: Messages = { form, mails, missing, page, refusals, report, sent };
