import { formWords } from "./en/app/form-words";

/** What the workspace says to members. It is in English only, and therefore no part of the catalogue that every language has. */
export const app = { formWords } as const;
