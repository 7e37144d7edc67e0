/** What surrounds a person's own words in a mail, in the product's languages. */

/**
 * Thanks and regards with at most a name, a shop and a place after them, at the very end of a trimmed text. Thanks *for* something are
 * praise and stay. A run of blanks is tried once, from its beginning.
 */
export const CLOSING =
  /(?:^|(?<!\s)\n\s*|[.,;!?…)»”"']\s*|(?<!\s)\s{2,})(?:(?:many|kind|best|warm|with|and|all the) )*(?:thanks|thank you|thx|ty|cheers|best|regards|yours (?:sincerely|truly|faithfully)|sincerely|greetings|(?:vielen |besten |herzlichen |schon mal )?dank(?:e)?|(?:mit )?(?:freundlichen|besten|lieben|schönen|vielen|herzlichen)? ?(?:grüßen?|gruß|gruss|grüsse)|mfg|lg|vg|merci|cordialement|bien (?:à vous|cordialement)|salutations|(?:muchas |muchísimas )?gracias|(?:un )?saludos?|atentamente|obrigad[oa]|grazie|bedankt|met vriendelijke groet(?:en)?)(?! (?:for|to the|to your|für|fürs|pour|por)\b)[,;:]?(?:[ \t]+[^\s.!?]{1,30}){0,6}[.!]*(?:[^\S\n]*\n\s*\S(?:[^\n]{0,68}\S)?){0,3}$/iu;
