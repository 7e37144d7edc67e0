import { dropSingleton } from "@/server/platform/singleton";

/** Gives this process other secrets, as a start with another environment would. */
export function useSecrets(current: string, ...previous: string[]): void {
  process.env["STEADY_SECRET"] = current;
  process.env["STEADY_PREVIOUS_SECRETS"] = previous.map((secret) => secret.replaceAll(",", "%2C")).join(",");
  for (const purpose of ["column", "link", "session", "key-hash"]) dropSingleton(`keys:${purpose}`);
  // What was looked up in the last seconds was opened with the keys of before.
  for (const name of ["env", "intake.cache:caller", "intake.cache:source"]) dropSingleton(name);
}

/** A secret of enough characters for tests, told apart by a letter. */
export const secretNamed = (letter: string): string => `the secret ${letter} of a test, ${letter.repeat(32)}`;
