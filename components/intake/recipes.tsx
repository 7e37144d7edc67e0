"use client";
import { ChevronRight } from "lucide-react";
import type { RouterOutputs } from "@/components/trpc/client";
import { Snippet } from "./snippet";

type Recipe = NonNullable<RouterOutputs["intake"]["source"]["steps"][number]["recipes"]>[number];

/** Whether printed words were tried, and with what. */
export const describeProof = (proof: Recipe["proof"]): string =>
  proof.isRun ? `Run as printed in our tests, with ${proof.with}` : "Not run here: written from its manual";

/** Several ways to take one step, a program each, closed until chosen; each says whether its words were run with the program. */
export function Recipes({ recipes }: { recipes: readonly Recipe[] }) {
  return (
    <ul className="divide-y divide-border rounded-md border border-border">
      {recipes.map((recipe) => (
        <li key={recipe.id}>
          <details className="group">
            <summary
              className={
                "flex min-h-11 cursor-pointer list-none flex-wrap items-center gap-x-3 gap-y-0.5 px-3 py-2 hover:bg-sunken " +
                "[&::-webkit-details-marker]:hidden"
              }
            >
              <ChevronRight
                aria-hidden
                className="size-4 shrink-0 text-muted-foreground transition-transform group-open:rotate-90 motion-reduce:transition-none"
              />
              <span className="font-medium">{recipe.program}</span>
              <span className="text-meta text-muted-foreground max-sm:w-full max-sm:pl-7">
                {describeProof(recipe.proof)}
              </span>
            </summary>
            <div className="grid gap-3 px-3 pt-1 pb-4">
              <p className="max-w-measure text-muted-foreground">{recipe.text}</p>
              {recipe.snippets.map((snippet) => (
                <Snippet key={snippet.label} {...snippet} />
              ))}
            </div>
          </details>
        </li>
      ))}
    </ul>
  );
}
