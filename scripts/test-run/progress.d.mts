/** Tells whoever started this process how far it is; see progress.mjs. */
export function reportProgress(news: {
  total?: number;
  doing?: string;
  started?: string;
  ended?: string;
  hasFailed?: boolean;
}): void;
