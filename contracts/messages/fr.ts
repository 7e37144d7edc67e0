import { form } from "./fr/form";
import { missing } from "./fr/missing";
import { page } from "./fr/page";
import { refusals } from "./fr/refusals";
import { report } from "./fr/report";
import { sent } from "./fr/sent";
import type { Messages } from "./messages";

export const fr: Messages = { form, missing, page, refusals, report, sent };
