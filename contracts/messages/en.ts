import { form } from "./en/form";
import { mails } from "./en/mails";
import { missing } from "./en/missing";
import { page } from "./en/page";
import { refusals } from "./en/refusals";
import { report } from "./en/report";
import { sent } from "./en/sent";

/** The catalogue in English, which all other languages are measured by: what each key means and takes is said here. */
export const en = { form, mails, missing, page, refusals, report, sent } as const;
