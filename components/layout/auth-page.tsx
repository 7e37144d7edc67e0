import type { ReactNode } from "react";
import { Wordmark } from "./wordmark";
import { MAIN_ID, SkipLink } from "./skip-link";

/** Sign in, sign up, invitation, reset: one card in the middle of a quiet page. */
export function AuthPage({
  title,
  description,
  footer,
  children,
}: {
  title: ReactNode;
  description?: ReactNode;
  /** The other way in, under the card. */ footer?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="flex min-h-dvh flex-col items-center bg-background px-4 pt-[12vh] pb-12">
      <SkipLink />
      <Wordmark className="mb-8" />
      <main
        id={MAIN_ID}
        tabIndex={-1}
        className="w-full max-w-sm rounded-md border border-border bg-surface p-6 outline-none"
      >
        <h1 className="text-title font-semibold">{title}</h1>
        {description !== undefined && <p className="mt-1 text-muted-foreground">{description}</p>}
        <div className="mt-5">{children}</div>
      </main>
      {footer !== undefined && <div className="mt-5 text-muted-foreground">{footer}</div>}
    </div>
  );
}
