import type { en } from "./en";

/** The same keys with texts of another language; a key that is missing or that English does not have is a type error. */
type Translated<Texts> = {
  readonly [Key in keyof Texts]: Texts[Key] extends string ? string : Translated<Texts[Key]>;
};

/** One language's catalogue. What each message takes is compared with English by a test. */
export type Messages = Translated<typeof en>;
