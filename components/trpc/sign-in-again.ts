let isLeaving = false;

/** Leaves for the sign-in page, with the way back, once; for whoever learns first that the session is over. */
export function goToSignIn(): void {
  if (isLeaving) return;
  isLeaving = true;
  const here = `${location.pathname}${location.search}`;
  location.assign(`/sign-in?next=${encodeURIComponent(here)}`);
}
