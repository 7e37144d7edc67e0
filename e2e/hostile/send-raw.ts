import { connect } from "node:net";

/** Sends bytes over a bare connection and answers with the status that came back; 0 when the connection was closed without one. */
export function sendRaw(base: string, text: string, waitMs = 1_500): Promise<number> {
  const { hostname, port } = new URL(base);
  return new Promise((done) => {
    const socket = connect(Number(port), hostname);
    let answer = "";
    const finish = () => {
      clearTimeout(timer);
      socket.destroy();
      done(Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0));
    };
    const timer = setTimeout(finish, waitMs);
    socket.on("data", (data) => {
      answer += data.toString("latin1");
      if (/^HTTP\/1\.1 \d{3}/.test(answer)) finish();
    });
    socket.on("error", finish);
    socket.on("close", finish);
    socket.on("connect", () => socket.write(text, "latin1"));
  });
}
