import { languageName } from "@/components/format/language-tag";
import type { ReportFacet } from "@/contracts/issues";

/** What the reports of an issue are counted by, in words. */
export const FACET_WORDS: Readonly<Record<ReportFacet, { one: string; many: string }>> = {
  version: { one: "Version", many: "versions" },
  client: { one: "Client", many: "clients" },
  route: { one: "Route", many: "routes" },
  account: { one: "Account", many: "accounts" },
  language: { one: "Language", many: "languages" },
};

/** A facet's value as it is read: languages by their names. */
export const describeFacetValue = (facet: ReportFacet, value: string): string =>
  facet === "language" ? (languageName(value) ?? value) : value;
