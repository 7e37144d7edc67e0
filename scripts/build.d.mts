export function generateClient(): Promise<void>;
export function sourceHash(): string;
export function isBuilt(): boolean;
export function isBuiltWithFaults(): boolean;
export function buildWithFaults(log: (line: string) => void): Promise<void>;
export function build(log: (line: string) => void): Promise<void>;
