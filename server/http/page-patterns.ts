/**
 * The pages there are, as patterns; a test compares them with the folders of `app/`. What is in brackets is never logged: some are
 * secrets.
 */
export const PAGE_PATTERNS = [
  "/",
  "/forgot-password",
  "/invitation/[token]",
  "/organizations",
  "/reset-password/[token]",
  "/sign-in",
  "/sign-up",
  "/f/[key]",
  "/f/[key]/sent",
  "/report/[token]",
  "/exit-report/[token]",
  "/[org]",
  "/[org]/launches",
  "/[org]/launches/new",
  "/[org]/settings",
  "/[org]/settings/account",
  "/[org]/settings/ai",
  "/[org]/settings/audit",
  "/[org]/settings/keys",
  "/[org]/settings/mail",
  "/[org]/settings/members",
  "/[org]/settings/organization",
  "/[org]/settings/privacy",
  "/[org]/settings/work",
  "/[org]/[launch]",
  "/[org]/[launch]/board",
  "/[org]/[launch]/exit",
  "/[org]/[launch]/inbox",
  "/[org]/[launch]/issues",
  "/[org]/[launch]/issues/[number]",
  "/[org]/[launch]/releases",
  "/[org]/[launch]/routing",
  "/[org]/[launch]/settings",
  "/[org]/[launch]/sources",
  "/[org]/[launch]/sources/[source]",
  "/[org]/[launch]/waiting",
  "/[org]/[launch]/war-room",
] as const;

type Node = { pattern: string | null; fixed: Map<string, Node>; open: Node | null };

const node = (): Node => ({ pattern: null, fixed: new Map(), open: null });

function treeOf(patterns: readonly string[]): Node {
  const root = node();
  for (const pattern of patterns) {
    let at = root;
    for (const part of pattern.split("/").filter(Boolean)) {
      const isOpen = part.startsWith("[");
      const next: Node = (isOpen ? at.open : at.fixed.get(part)) ?? node();
      if (isOpen) at.open = next;
      else at.fixed.set(part, next);
      at = next;
    }
    at.pattern = pattern;
  }
  return root;
}

const TREE = treeOf(PAGE_PATTERNS);
/** More parts than any page has. */
const PARTS_MAX = 8;

function find(at: Node, parts: readonly string[], from = 0): string | null {
  const part = parts[from];
  if (part === undefined) return at.pattern;
  const fixed = at.fixed.get(part);
  return (fixed && find(fixed, parts, from + 1)) ?? (at.open && find(at.open, parts, from + 1));
}

/** The pattern of a page's path, for logs; of what the build made and of what is no page, a word for all. */
export function pagePatternOf(path: string): string {
  if (path.startsWith("/_next/")) return "(file)";
  const parts = path.split("/", PARTS_MAX + 2).filter(Boolean);
  return (parts.length > PARTS_MAX ? null : find(TREE, parts)) ?? "(none)";
}
