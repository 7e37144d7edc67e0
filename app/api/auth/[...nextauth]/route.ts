import { answerAuth } from "@/server/api/auth";

export const dynamic = "force-dynamic";

export { answerAuth as GET, answerAuth as POST };
