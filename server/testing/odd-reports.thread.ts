import { makeReader, OPERATIONS } from "@/server/pipeline/report-reader";

/** A reader that some texts are too much for, each in its own way: what no text should be able to do, but one may yet. */
const DOES: Readonly<Record<string, () => void>> = {
  "#loops": () => {
    for (let n = 0; ; n += 1) if (n < 0) return;
  },
  "#waits": () => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0),
  "#hoards": () => {
    for (const held: number[][] = []; ;) held.push(new Array<number>(100_000).fill(held.length));
  },
  "#throws": () => {
    throw new RangeError("odd");
  },
};

function suffer(text: string): void {
  for (const [mark, act] of Object.entries(DOES)) if (text.includes(mark)) act();
}

export default makeReader({
  ...OPERATIONS,
  read: (shared, arrival) => {
    suffer(arrival.event ? new TextDecoder().decode(arrival.event.body) : arrival.item.text);
    return OPERATIONS.read(shared, arrival);
  },
  classifyIncoming: (shared, input) => {
    if (input.incoming.text.includes("later #loops")) suffer("#loops");
    return OPERATIONS.classifyIncoming(shared, input);
  },
  classify: (shared, item) => {
    suffer(item.title ?? "");
    return OPERATIONS.classify(shared, item);
  },
});
