/** stub */
export function splitQuote(text: string): { own: string; quoted: string } {
  return { own: text, quoted: "" };
}
export function splitSubject(title: string | null, _hasQuote: boolean): { own: string | null; quoted: string } {
  return { own: title, quoted: "" };
}
