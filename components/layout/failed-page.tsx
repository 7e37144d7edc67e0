"use client";
import { createContext, useContext, type ReactNode } from "react";
import { ErrorState } from "@/components/ui/error-state";

/** What a page that failed as a whole says, in its reader's language. */
export type FailedTexts = { title: string; advice: string; number: string; retry: string };

const Texts = createContext<FailedTexts | null>(null);

/** Hands the words on to the page that is shown when what is inside fails: that page comes without anything from the server. */
export function FailedPageTexts({ texts, children }: { texts: FailedTexts; children: ReactNode }) {
  return <Texts value={texts}>{children}</Texts>;
}

/** A page for people without an account that failed as a whole. */
export function FailedPage({ number, onRetry }: { number: string | undefined; onRetry: () => void }) {
  const texts = useContext(Texts);
  return (
    <main className="grid min-h-dvh place-items-center bg-background">
      <ErrorState
        title={texts?.title}
        advice={texts?.advice}
        onRetry={onRetry}
        {...(texts && { retryLabel: texts.retry })}
        action={
          number !== undefined && (
            <p className="w-full text-meta text-muted-foreground">
              {texts?.number} <code className="text-foreground">{number}</code>
            </p>
          )
        }
      />
    </main>
  );
}
