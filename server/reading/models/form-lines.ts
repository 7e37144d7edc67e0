/** What an issue form brings along. */

/** Lines a form brings along: headings, check boxes, tables, quoted logs, `Version: 1.2`. They ask, the reporter answers between them. */
export const FORM_LINE =
  /^\s{0,8}(?:#{1,6}(?:\s|$)|[-*]\s?\[[ xX]?\]|\||>|<\/?(?:details|summary|b|br)|\*\*[^*\n]{1,120}\*\*:?$|[-*]?\s?\*{0,2}[A-Za-z][\w /()]{1,40}:\*{0,2}(?:\s*\S{1,30})?$|\w{0,20}version\b|\W{0,4}(?:do you want to request a|what is the (?:current|expected) behaviou?r|if the current behaviou?r is a bug|which versions? of|steps to reproduce|to reproduce|describe the|please (?:read|search|describe|provide|answer|make)|(?:expected|actual|current) (?:behaviou?r|results?)))/i;
