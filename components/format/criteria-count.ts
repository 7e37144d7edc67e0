/** How far a launch's exit criteria have come. A waived one is not met: it was set aside by somebody, and is counted apart. */
export type CriteriaCount = { met: number; waived: number; total: number };

/** "1 of 8 exit criteria met, 1 waived". */
export const describeCriteria = ({ met, waived, total }: CriteriaCount): string =>
  `${met} of ${total} exit criteria met${waived > 0 ? `, ${waived} waived` : ""}`;

/** The same where there is little room: "1/8", and "1/8 · 1 waived" when there are waived ones. */
export const formatCriteria = ({ met, waived, total }: CriteriaCount): string =>
  `${met}/${total}${waived > 0 ? ` · ${waived} waived` : ""}`;
