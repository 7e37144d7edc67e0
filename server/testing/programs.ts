/** Programs that the product's instructions are followed with: started in a folder of their own, ended with the test. */
import { spawn, type ChildProcess } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { putInCharge } from "@/scripts/guard.mjs";
import { until } from "./waiting";

export type RunningProgram = {
  process: ChildProcess;
  output(): string;
  stop(signal?: NodeJS.Signals): Promise<void>;
};

/** A folder that other users' processes may write into as well. */
export class Workbench {
  readonly folder = mkdtempSync(join(tmpdir(), "steady-programs-"));
  private readonly running: RunningProgram[] = [];

  constructor() {
    chmodSync(this.folder, 0o777);
  }

  /** The path of a file here, its folders made. */
  path(name: string): string {
    const path = join(this.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    chmodSync(dirname(path), 0o777);
    return path;
  }

  write(name: string, text: string, mode = 0o644): string {
    const path = this.path(name);
    writeFileSync(path, text, { mode });
    return path;
  }

  /** Hands a file or folder to another user. */
  give(name: string, owner: { uid: number; gid: number }): void {
    chownSync(join(this.folder, name), owner.uid, owner.gid);
  }

  start(
    name: string,
    program: string,
    args: readonly string[],
    options: { env?: Record<string, string>; uid?: number; gid?: number } = {},
  ): RunningProgram {
    const child = spawn(program, args, {
      cwd: this.folder,
      stdio: ["ignore", "pipe", "pipe"],
      ...options,
      env: { PATH: process.env["PATH"] ?? "", ...options.env } as unknown as NodeJS.ProcessEnv,
      detached: true,
    });
    let text = "";
    const keep = (chunk: Buffer) => (text = (text + chunk.toString()).slice(-8_000));
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    const exited = new Promise((done) => child.once("exit", done));
    putInCharge(child, { name });
    const one: RunningProgram = {
      process: child,
      output: () => text,
      stop: async (signal = "SIGTERM") => {
        try {
          process.kill(-child.pid!, signal);
        } catch {
          // It has ended by itself.
        }
        await exited;
      },
    };
    this.running.push(one);
    return one;
  }

  /** Ends everything, the latest first, and removes the folder. */
  async close(): Promise<void> {
    for (const program of this.running.toReversed()) await program.stop("SIGKILL");
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Waits until something listens on a port of this machine. @throws Error with what the program printed when it does not */
export async function untilListens(port: number, program: RunningProgram): Promise<void> {
  try {
    await until(
      () =>
        new Promise<boolean>((done) => {
          const socket = connect(port, "127.0.0.1", () => {
            socket.destroy();
            done(true);
          }).on("error", () => done(false));
        }),
    );
  } catch (error) {
    throw new Error(`${(error as Error).message}: ${program.output()}`, { cause: error });
  }
}

/**
 * A printed text with its placeholders replaced.
 * @throws Error where one of them does not stand in it: then something else is printed than what is tried
 */
export function replaced(text: string, places: Readonly<Record<string, string>>): string {
  let done = text;
  for (const [printed, here] of Object.entries(places)) {
    if (!done.includes(printed)) throw new Error(`“${printed}” is not printed any more.`);
    done = done.replaceAll(printed, here);
  }
  return done;
}
