/** What may be a password, beyond its length (contracts/tenancy.ts): not what a guesser tries first. */

/** The commonest words and patterns in published lists of stolen passwords that reach ten characters, most often with digits or marks behind them. */
const COMMON = [
  "password",
  "passw0rd",
  "p@ssword",
  "p@ssw0rd",
  "qwerty",
  "qwertyuiop",
  "qwertz",
  "qwertzuiop",
  "azerty",
  "azertyuiop",
  "asdfghjkl",
  "1q2w3e4r5t",
  "1q2w3e4r",
  "1qaz2wsx",
  "zaq12wsx",
  "qazwsxedc",
  "iloveyou",
  "letmein",
  "welcome",
  "administrator",
  "admin",
  "changeme",
  "football",
  "baseball",
  "basketball",
  "superman",
  "batman",
  "dragon",
  "monkey",
  "sunshine",
  "princess",
  "starwars",
  "whatever",
  "trustno1",
  "michael",
  "jennifer",
  "liverpool",
  "chelsea",
  "arsenal",
  "computer",
  "internet",
  "secret",
  "passwort",
  "hallo",
  "motdepasse",
  "contraseña",
  "contrasena",
  "steady",
  "abc123",
  "test",
  "demo",
  "summer",
  "winter",
  "spring",
  "autumn",
];
const SEQUENCES = [
  "0123456789012345678901234567890",
  "abcdefghijklmnopqrstuvwxyz",
  "qwertyuiopasdfghjklzxcvbnm",
];

/**
 * Why a password is too easy to guess, in words for the person who chose it; null when it is not.
 * @param own what belongs to the person: e-mail address, name, organization
 */
export function refusePassword(password: string, own: readonly string[]): string | null {
  const folded = password.toLowerCase();
  if (new Set(folded).size < 4) return "This password repeats a few characters. Use more different ones.";
  if (isSequence(folded))
    return "This password is a row of neighbouring characters. Use something less orderly.";
  const core = folded.replace(/^[\d\W_]+|(?<![\d\W_])[\d\W_]+$/g, "");
  if (COMMON.includes(core) || COMMON.includes(folded))
    return "This password is on every list of common passwords. Choose another.";
  const words = own
    .flatMap((text) => [text.toLowerCase(), ...text.toLowerCase().split(/[@.\s]+/)])
    .filter((word) => word.length >= 4);
  if (words.some((word) => folded === word || core === word))
    return "This password is your own name or address. Choose another.";
  return null;
}

function isSequence(folded: string): boolean {
  const reversed = Array.from(folded).reverse().join("");
  return SEQUENCES.some((row) => row.includes(folded) || row.includes(reversed));
}
