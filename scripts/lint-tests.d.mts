import type { Rule } from "eslint";

export const noFixedWait: Rule.RuleModule;
export const noSilentTest: Rule.RuleModule;
