import { mails } from "./en/mails";
import { missing } from "./en/missing";

/** The catalogue in English, which all other languages are measured by: what each key means and takes is said here. */
export const en = { mails, missing } as const;
