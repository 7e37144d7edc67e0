import { readDatabaseState, type DatabaseState } from "@/server/db/readiness";
import { AppError } from "@/server/platform/errors";
import { singleton } from "@/server/platform/singleton";
import { jsonReply } from "./reply";
import type { Route } from "./route";

const state = () => singleton("http.probes", () => ({ isDraining: false }));

/** From now on this process takes no new work: load balancers are told to look elsewhere. */
export function startDraining(): void {
  state().isDraining = true;
}

/** Why nothing can be stored, for whoever reads a probe's answer. */
const REASONS: Readonly<Record<Exclude<DatabaseState, "ok">, string>> = {
  lost: "The database does not answer.",
  no_room: "The database cannot store anything; its disk may be full.",
  read_only: "The database takes no writes.",
};

export const probeRoutes: readonly Route[] = [
  // The web process is alive when it can answer at all: restarting it does not bring a database back.
  { path: "/livez", access: "anyone", methods: { GET: () => jsonReply(200, { status: "ok" }) } },
  {
    path: "/readyz",
    access: "anyone",
    methods: {
      GET: async () => {
        if (state().isDraining)
          throw new AppError("UNAVAILABLE", "This process is shutting down.", { reason: "draining" }, 5_000);
        const database = await readDatabaseState();
        if (database !== "ok")
          throw new AppError("UNAVAILABLE", REASONS[database], { reason: "database", database }, 2_000);
        return jsonReply(200, { status: "ok" });
      },
    },
  },
];
