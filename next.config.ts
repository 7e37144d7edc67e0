import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // The pages are served by server/main.ts, which compresses nothing itself: that is the reverse proxy's work.
  compress: true,
  // Checked by `npm run typecheck`; a second time here would only make every build longer.
  typescript: { ignoreBuildErrors: true },
  // Screenshots are re-encoded when they arrive; an optimizer would be one more thing that fetches.
  images: { unoptimized: true },
  turbopack: { root: process.cwd() },
  serverExternalPackages: [
    "@node-rs/argon2",
    "@prisma/adapter-pg",
    "@prisma/client",
    "bullmq",
    "ioredis",
    "pg",
    "pino",
    "sharp",
  ],
};

export default config;
