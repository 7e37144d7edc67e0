import { form } from "./es/form";
import { mails } from "./es/mails";
import { missing } from "./es/missing";
import { page } from "./es/page";
import { refusals } from "./es/refusals";
import { report } from "./es/report";
import { sent } from "./es/sent";
import type { Messages } from "./messages";

export const es: Messages = { form, mails, missing, page, refusals, report, sent };
