import { z } from "zod";
import { DemoClock } from "@/contracts/clock";
import { readPreviousSecrets } from "./key-ring.mjs";
import { singleton } from "./singleton";
import "./with-faults";

const isTrue = z.enum(["0", "1", "true", "false"]).transform((v) => v === "1" || v === "true");

/** Every variable that is read, its form, and what it is when left out; .env.example explains each. */
const Env = z.object({
  NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
  STEADY_SECRET: z
    .string()
    .min(32, "must have at least 32 characters; make one with: openssl rand -base64 48"),
  STEADY_PREVIOUS_SECRETS: z.string().default("").transform(readPreviousSecrets),
  DATABASE_URL: z.url().optional(),
  DATABASE_APP_URL: z.url(),
  /** Needed by the worker alone, whose start asks for it (`getWorkerEnv`). */
  DATABASE_WORKER_URL: z.url().optional(),
  DATABASE_RELAY_URL: z.url(),
  DATABASE_QUEUE_URL: z.url(),
  /** The server's own address, where the others lead to a connection pooler. */
  DATABASE_DIRECT_URL: z
    .url()
    .refine((url) => URL.canParse(url) && new URL(url).hostname !== "", "must name a host")
    .optional(),
  DATABASE_POOL_MAX: z.coerce.number().int().min(2).max(200).default(12),
  REDIS_URL: z.url().optional(),
  PUBLIC_URL: z.url().default("http://localhost:3000"),
  HOST: z.string().default("0.0.0.0"),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  /** Where a worker answers probes: this machine only, unless somebody says otherwise. */
  WORKER_HOST: z.string().default("127.0.0.1"),
  WORKER_PORT: z.coerce.number().int().min(0).max(65535).default(3001),
  /** Which of the worker's jobs this process does; all of them when left out. */
  QUEUES: z
    .string()
    .default("relay,triage,mail,upkeep")
    .transform((v) =>
      v
        .split(",")
        .map((s) => s.trim())
        .filter(Boolean),
    ),
  /** How many reverse proxies stand in front and may be believed about a caller's address. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  /** Reports that one network may send by one form within ten minutes. */
  FORM_REPORTS_PER_NETWORK: z.coerce.number().int().min(1).max(100_000).default(30),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, "must begin with smtp:// or smtps://")
    .optional(),
  MAIL_FROM: z.string().default("Steady <steady@localhost>"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
  /** One line for each request; of level info. */
  ACCESS_LOG: isTrue.default(true),
  METRICS_TOKEN: z.string().min(16).optional(),
  /** Lets outbound requests reach private and loopback addresses; for model servers on one's own machine, and tests. */
  ALLOW_PRIVATE_EGRESS: isTrue.default(false),
  OUTBOX_LEASE_MS: z.coerce.number().int().min(500).max(600_000).default(30_000),
  DEMO_CLOCK: DemoClock.optional(),
});

/** Read only where a build has them (`WITH_FAULTS`); elsewhere these names mean nothing. */
const faultSettings = () => ({
  /** The name of one guard to leave out, to prove that a test notices. */
  GUARD_OFF: z.enum(["tenancy", "signature", "permission", "body_cap", "dedupe", "done_mark"]).optional(),
  /** Named places, comma separated, that throw or, with an exclamation mark, end the process once. */
  FAULT_AT: z.string().optional(),
});

const Settings = WITH_FAULTS ? Env.extend(faultSettings()) : Env;
export type Env = z.infer<typeof Env> & z.infer<z.ZodObject<ReturnType<typeof faultSettings>>>;

/** What a production process may not do without, or may not have; told together with whatever else is wrong. */
function productionProblems(given: Record<string, string | undefined>): string[] {
  if (given["NODE_ENV"] !== "production" || given["STEADY_TEST"] || given["STEADY_DEMO"]) return [];
  return [
    ...(given["PUBLIC_URL"]
      ? []
      : ["  PUBLIC_URL is required in production: the address people type, for links in mails"]),
    ...(given["DEMO_CLOCK"] ? ["  DEMO_CLOCK is for demos and refused in production"] : []),
  ];
}

/**
 * Reads the environment; every variable is explained in .env.example.
 * @param isWorker whether it is a worker that starts, which looks after every organization by a database user of its own
 * @throws Error with one line per variable that is missing or wrong.
 */
export function parseEnv(raw: Record<string, string | undefined>, isWorker = false): Env {
  const given = Object.fromEntries(Object.entries(raw).filter(([, v]) => v !== undefined && v !== ""));
  const result = Settings.safeParse(given);
  const problems = productionProblems(given);
  if (isWorker && !given["DATABASE_WORKER_URL"])
    problems.push("  DATABASE_WORKER_URL is not set: the user steady_worker of the same server and database");
  if (result.success && problems.length === 0) return result.data;
  const lines = (result.error?.issues ?? []).map(
    (i) =>
      `  ${i.path.join(".")} ${i.code === "invalid_type" && i.message.includes("undefined") ? "is not set" : i.message}`,
  );
  throw new Error(
    "Steady cannot start, its environment is " +
      `incomplete:\n${[...lines, ...problems].join("\n")}\nEvery variable is explained in .env.example.`,
  );
}

/** The environment, parsed once per process. */
export const getEnv = (): Env => singleton("env", () => parseEnv(process.env));

/** As `getEnv`, for the start of a worker. @throws Error also when what only a worker needs is missing. */
export const getWorkerEnv = (): Env => singleton("env", () => parseEnv(process.env, true));
