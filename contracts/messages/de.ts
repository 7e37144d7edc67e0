import { form } from "./de/form";
import { missing } from "./de/missing";
import { page } from "./de/page";
import { refusals } from "./de/refusals";
import { report } from "./de/report";
import { sent } from "./de/sent";
import type { Messages } from "./messages";

export const de: Messages = { form, missing, page, refusals, report, sent };
