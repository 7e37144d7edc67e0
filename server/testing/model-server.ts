import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export type ModelRequest = {
  authorization: string;
  messages: { role: string; content: string }[];
  model: string;
};
export type ModelReply = { status: number; body: unknown; headers?: Record<string, string> } | "hang";

/** A model server on loopback that speaks the OpenAI chat protocol; `reply` decides what it says. Remembers every request. */
export async function startModelServer(
  reply: (request: ModelRequest) => ModelReply | Promise<ModelReply>,
): Promise<{ baseUrl: string; requests: ModelRequest[]; stop(): Promise<void> }> {
  const requests: ModelRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (c: Buffer) => chunks.push(c));
    request.on("end", () => {
      const body = JSON.parse(Buffer.concat(chunks).toString()) as {
        messages: ModelRequest["messages"];
        model: string;
      };
      const seen = {
        authorization: request.headers.authorization ?? "",
        messages: body.messages,
        model: body.model,
      };
      requests.push(seen);
      void Promise.resolve(reply(seen)).then((answer) => {
        if (answer === "hang") return;
        response
          .writeHead(answer.status, { "content-type": "application/json", ...answer.headers })
          .end(JSON.stringify(answer.body));
      });
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    stop: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

/** A chat completion that says this text. */
export function chatReply(text: string): ModelReply {
  return {
    status: 200,
    body: {
      id: "c",
      object: "chat.completion",
      created: 0,
      model: "m",
      choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: text } }],
      usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 },
    },
  };
}

/** The items a request asks about: the JSON lines between the two marks of the fence. */
export function fencedItems(request: ModelRequest): Record<string, unknown>[] {
  const content = request.messages.find((m) => m.role === "user")?.content ?? "";
  return content
    .split("\n")
    .slice(1, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
