import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";
import { PHASE_PRODUCTION_BUILD } from "next/constants";

const withMessages = createNextIntlPlugin("./server/api/page-messages.ts");

const config = (phase: string): NextConfig => ({
  poweredByHeader: false,
  reactStrictMode: true,
  // Pages only: scripts and styles are handed out by server/http/static-files.ts as the build compressed them.
  compress: true,
  // Checked by `npm run typecheck`; a second time here would only make every build longer.
  typescript: { ignoreBuildErrors: true },
  // Screenshots are re-encoded when they arrive; an optimizer would be one more thing that fetches.
  images: { unoptimized: true },
  // What tests may switch off or break falls away in what is built (server/platform/with-faults.ts); pages never have it.
  compiler: phase === PHASE_PRODUCTION_BUILD ? { define: { WITH_FAULTS: false } } : {},
  turbopack: { root: process.cwd() },
  serverExternalPackages: [
    "@node-rs/argon2",
    "@prisma/adapter-pg",
    "@prisma/client",
    "bullmq",
    "ioredis",
    "pg",
    "pino",
    "piscina",
    "sharp",
  ],
});

export default (phase: string): NextConfig => withMessages(config(phase));
