/** What is used of `semver`, which brings no types of its own. */
declare module "semver" {
  export type SemVer = { readonly version: string };
  const semver: {
    /** A version out of a text; null when it holds none. */
    coerce(text: string, options?: { includePrerelease?: boolean }): SemVer | null;
    compare(a: SemVer, b: SemVer): -1 | 0 | 1;
  };
  export default semver;
}
