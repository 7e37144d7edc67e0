export function writeBackup(options: {
  folder: string;
  target: string;
}): Promise<{ files: number; bytes: number; hasSecret: boolean }>;
export type Manifest = {
  form: number;
  madeAt: string;
  steady: string;
  postgres: string;
  hasSecret: boolean;
  folders: string[];
  files: { path: string; bytes: number; sha256: string }[];
};
export function readManifest(backup: string): Manifest;
