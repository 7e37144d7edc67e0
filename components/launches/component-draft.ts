/** A component as it is being typed. */
export type ComponentDraft = {
  key: string;
  name: string;
  slug: string;
  isSlugTyped: boolean;
  keywords: string;
  routePatterns: string;
  ownerTeamId: string | null;
};

let made = 0;
export const emptyComponent = (): ComponentDraft => ({
  // Apart also from those of a draft that an earlier page kept.
  key: `component-${Date.now().toString(36)}-${(made += 1)}`,
  name: "",
  slug: "",
  isSlugTyped: false,
  keywords: "",
  routePatterns: "",
  ownerTeamId: null,
});

/** A short name made of a name: "Checkout & cart" gives "checkout-cart". */
export function slugFrom(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 40)
    .replace(/-$/, "");
}

/** Words between commas and line breaks. */
export const readWords = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,\n]/)
      .map((word) => word.trim())
      .filter(Boolean),
  ),
];

export type ComponentProblems = Partial<Record<"name" | "slug" | "routePatterns", string>>;

/** What is wrong with a component before it is sent. */
export function problemsOf(draft: ComponentDraft, others: readonly { slug: string }[]): ComponentProblems {
  const problems: ComponentProblems = {};
  if (draft.name.trim() === "") problems.name = "Give it a name.";
  const slug = draft.slug || slugFrom(draft.name);
  if (draft.name.trim() !== "" && !/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/.test(slug))
    problems.slug = "Use lower-case letters, digits and dashes.";
  else if (slug !== "" && others.some((other) => other.slug === slug))
    problems.slug = "Another component has this short name.";
  const odd = readWords(draft.routePatterns).find((pattern) => !/^[/*]\S*$/.test(pattern));
  if (odd !== undefined)
    problems.routePatterns = `“${odd}” does not begin with a slash, as /v2/orders/* does.`;
  return problems;
}

/** The component as the server takes it. */
export function readComponent(draft: ComponentDraft) {
  return {
    slug: draft.slug || slugFrom(draft.name),
    name: draft.name.trim(),
    keywords: readWords(draft.keywords),
    routePatterns: readWords(draft.routePatterns),
    ownerTeamId: draft.ownerTeamId,
  };
}
