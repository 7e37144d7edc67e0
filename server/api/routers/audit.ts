import { ListAudit } from "@/contracts/audit";
import { verifyAudit } from "@/server/audit/seal.queries";
import { listAudit } from "@/server/audit/trail.queries";
import { can, router } from "../trpc";

/** Who did what, and whether it still says so. */
export const auditRouter = router({
  list: can("audit:read")
    .input(ListAudit)
    .query(({ ctx, input }) => listAudit(ctx.scope, input)),
  verify: can("organization:manage").query(({ ctx }) => verifyAudit(ctx.scope)),
});
