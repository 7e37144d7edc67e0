import { createParser, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { EVIDENCE_ZOOMS } from "@/contracts/evidence";
import { ReportFilter } from "@/contracts/issues";

export const ISSUE_TABS = ["rank", "reports", "similar", "evidence", "replies", "trail"] as const;
export type IssueTab = (typeof ISSUE_TABS)[number];

/** `version:2.0.3`; what is not understood is as if it were not there. */
const parseAsReportFilter = createParser<ReportFilter>({
  parse: (text) => {
    const colon = text.indexOf(":");
    const read = ReportFilter.safeParse({ facet: text.slice(0, colon), value: text.slice(colon + 1) });
    return read.success ? read.data : null;
  },
  serialize: ({ facet, value }) => `${facet}:${value}`,
  eq: (a, b) => a.facet === b.facet && a.value === b.value,
});

/**
 * Where one is within an issue, as the address of its page and of its panel over a list says it: the tab (absent for the first one), the
 * reports that are shown, the part of the traffic that is drawn, and the request that is looked for.
 */
export const ISSUE_ADDRESS = {
  tab: parseAsStringLiteral(ISSUE_TABS),
  only: parseAsReportFilter,
  evidence: parseAsStringLiteral(EVIDENCE_ZOOMS).withDefault("onset"),
  request: parseAsString,
};

/** The beginning of an issue; what another one is opened at. */
export const ISSUE_START = { tab: null, only: null, evidence: null, request: null } as const;
