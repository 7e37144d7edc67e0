/** What people write to try a form out, in en, de, fr, es: words for testing, runs along the keyboard, placeholders. */
const TRIALS = [
  "test+",
  "tests?",
  "testing",
  "teste?n",
  String.raw`asdf\w*`,
  String.raw`qwert\w*`,
  String.raw`jkl\w*`,
  String.raw`yxcv\w*`,
  String.raw`zxcv\w*`,
  "abc+",
  "xxx+",
  "foo",
  "bar",
  "hello world",
  "123+",
  "(?:hallo|hello|ein|un|une|una|ceci est un|das ist ein|this is a|esto es una|just a|nur ein) (?:test|essai|prueba)",
  "essai",
  "prueba",
  "probando",
  "bla+h?",
];

/** What they put after it. */
const AFTER_TRIALS = [
  "test+",
  "essai",
  "prueba",
  "ing",
  "123",
  "[0-9]",
  "please ignore",
  "ignore",
  "(?:bitte )?ignorieren",
  "a ignorer",
  "merci d'ignorer",
  "ignorar",
  "por favor ignorar",
  String.raw`asdf\w*`,
  "bla+h?",
];

/** A form tried out and nothing said; matched on folded text. */
export const NOISE = new RegExp(
  String.raw`^(?:lorem ipsum[^\n]*|(?:${TRIALS.join("|")})(?:[\s.!,:-]+(?:${AFTER_TRIALS.join("|")}))*[\s.!?]*)$`,
);

/** A greeting and nothing after it; matched on folded text. */
export const GREETING_ONLY = /^(?:hello|hallo|hi|hey|hola|bonjour|salut|moin|ciao)[\s!?.,]*$/;
