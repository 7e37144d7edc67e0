/**
 * The neighbour and the mail server in a process of their own, so that making noise does not slow down what is measured. Tells where the
 * mail server is, takes up its task, and answers every number of seconds with the figures of a phase as long.
 */
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { putInCharge } from "@/scripts/guard.mjs";
import type { PhaseFigures } from "./figures";
import { startMailSink } from "./mail-sink";
import { Neighbour, type NeighbourTask } from "./neighbour";

/** What a mail server far away takes for each mail, ms. */
const PER_MAIL_MS = 50;

type Command = { task: NeighbourTask } | { seconds: number };
type Reply = { smtpUrl: string } | { figures: PhaseFigures };

export type NeighbourProcess = {
  smtpUrl: string;
  begin(task: NeighbourTask): void;
  /** Measures for so long, s. @throws Error when the process ended */
  measure(seconds: number): Promise<PhaseFigures>;
  stop(): Promise<void>;
};

/** Starts the process; it ends with this one, however this one ends. */
export async function startNeighbour(): Promise<NeighbourProcess> {
  const child = fork(fileURLToPath(import.meta.url), { execArgv: ["--import", "tsx"] });
  putInCharge(child, { name: "neighbour" });
  const next = <T extends Reply>() =>
    new Promise<T>((done, fail) => {
      const onExit = (code: number | null) =>
        fail(new Error(`the neighbour's process ended with ${String(code)}`));
      child.once("exit", onExit);
      child.once("message", (reply) => {
        child.off("exit", onExit);
        done(reply as T);
      });
    });
  const send = (command: Command) => void child.send(command);
  const { smtpUrl } = await next<{ smtpUrl: string }>();
  return {
    smtpUrl,
    begin: (task) => send({ task }),
    measure: async (seconds) => {
      send({ seconds });
      return (await next<{ figures: PhaseFigures }>()).figures;
    },
    stop: () =>
      new Promise((done) => {
        if (child.exitCode !== null || child.signalCode !== null) return done();
        child.once("exit", () => done());
        child.kill();
      }),
  };
}

async function serve(): Promise<void> {
  // Nothing is left running when the run it belongs to is ended.
  process.on("disconnect", () => process.exit(1));
  const mails = await startMailSink(PER_MAIL_MS);
  let neighbour: Neighbour | null = null;
  process.on("message", (command: Command) => {
    if ("task" in command) neighbour = new Neighbour(command.task, mails);
    else
      void neighbour?.measure(command.seconds).then((figures) => process.send?.({ figures } satisfies Reply));
  });
  process.send?.({ smtpUrl: mails.url } satisfies Reply);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await serve();
