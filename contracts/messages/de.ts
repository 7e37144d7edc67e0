import { form } from "./de/form";
import { mails } from "./de/mails";
import { missing } from "./de/missing";
import { page } from "./de/page";
import { refusals } from "./de/refusals";
import { report } from "./de/report";
import { sent } from "./de/sent";
import type { Messages } from "./messages";

export const de: Messages = { form, mails, missing, page, refusals, report, sent };
