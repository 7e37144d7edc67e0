import { isDatabaseUp } from "@/server/db/client";
import { AppError } from "@/server/platform/errors";
import { singleton } from "@/server/platform/singleton";
import { jsonReply } from "./reply";
import type { Route } from "./route";

const state = () =>
  singleton("http.health", () => ({
    isDraining: false,
    checkedMs: 0,
    check: null as Promise<boolean> | null,
  }));

/** From now on this process takes no new work: load balancers are told to look elsewhere. */
export function startDraining(): void {
  state().isDraining = true;
}

/** Whether the database answers; asked at most once a second however often the probe comes. */
function isReady(): Promise<boolean> {
  const held = state();
  if (!held.check || Date.now() - held.checkedMs > 1_000) {
    held.checkedMs = Date.now();
    held.check = isDatabaseUp(2_000);
  }
  return held.check;
}

export const healthRoutes: readonly Route[] = [
  // The web process is alive when it can answer at all: restarting it does not bring a database back.
  { path: "/livez", access: "anyone", methods: { GET: () => jsonReply(200, { status: "ok" }) } },
  {
    path: "/readyz",
    access: "anyone",
    methods: {
      GET: async () => {
        if (state().isDraining)
          throw new AppError("UNAVAILABLE", "This process is shutting down.", { reason: "draining" }, 5_000);
        if (!(await isReady()))
          throw new AppError("UNAVAILABLE", "The database does not answer.", { reason: "database" }, 2_000);
        return jsonReply(200, { status: "ok" });
      },
    },
  },
];
