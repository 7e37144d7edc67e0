import { form } from "./tr/form";
import { missing } from "./tr/missing";
import { page } from "./tr/page";
import { refusals } from "./tr/refusals";
import { report } from "./tr/report";
import { sent } from "./tr/sent";
import type { Messages } from "./messages";

export const tr: Messages = { form, missing, page, refusals, report, sent };
