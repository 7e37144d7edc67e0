/** Brings people to the first field of a form that has something wrong with it, where its error is read out and can be put right. */
export function focusFirstInvalid(form: HTMLElement | null): void {
  form?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
}
