export function directUrl(url: string, direct: string | undefined): string;
export function checkDirect(
  env: Readonly<Record<string, string | undefined>>,
): Promise<{ problem: string | null; warning: string | null }>;
