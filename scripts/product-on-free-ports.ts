import { freePort } from "./embedded-postgres.mjs";
import { startProduct, type Product } from "./product.mjs";

type Options = Omit<Parameters<typeof startProduct>[0], "isApart" | "logsIn" | "log">;

/**
 * Starts the built product for a test or a bench: web and worker apart, on free ports, with its database and its logs in `folder`, and
 * nothing taken from this machine's own settings.
 * @param options.env over what every such product has
 * @returns its address; `product.ready()` says when it answers there
 */
export async function startOnFreePorts(options: Options): Promise<{ url: string; product: Product }> {
  const [port, workerPort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  const product = await startProduct({
    ...options,
    isApart: true,
    logsIn: options.folder,
    log: (line) => console.log(`product  ${line}`),
    env: {
      STEADY_TEST: "1",
      HOST: "127.0.0.1",
      PORT: String(port),
      WORKER_PORT: String(workerPort),
      PUBLIC_URL: url,
      LOG_LEVEL: "warn",
      // All senders are on this machine.
      FORM_REPORTS_PER_NETWORK: "100000",
      ...options.env,
    },
  });
  return { url, product };
}
