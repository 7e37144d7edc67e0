/** How a text names the status of an answer: "HTTP 502", "Fehler 500", "503 service unavailable". Group 1 or 2 is the status. */
export const STATUS_PHRASE =
  /\b(?:http|status|code|error|fehler|erreur|returns?|returned|response|get|got|getting|a|an)[ \t:/]{1,3}(?:1\.1[ \t]|2[ \t])?(?:code[ \t:]{1,3})?([45]\d\d)\b|\b([45]\d\d)[ \t]{1,2}(?:error|internal|bad gateway|service unavailable|gateway|not found|forbidden|unauthorized|too many|fehler|erreur)\b/i;
