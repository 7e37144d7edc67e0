import { getEnv } from "@/server/platform/env";

/** Whether there is a mail server to hand messages to; without one they are kept, and links are copied by hand. */
export const isMailConfigured = (): boolean => getEnv().SMTP_URL !== undefined;
