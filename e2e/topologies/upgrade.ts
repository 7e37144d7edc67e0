export const driveUpgrade = (): Promise<string[]> => Promise.resolve([]);
