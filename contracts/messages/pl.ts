import { form } from "./pl/form";
import { mails } from "./pl/mails";
import { missing } from "./pl/missing";
import { page } from "./pl/page";
import { refusals } from "./pl/refusals";
import { report } from "./pl/report";
import { sent } from "./pl/sent";
import type { Messages } from "./messages";

export const pl: Messages = { form, mails, missing, page, refusals, report, sent };
