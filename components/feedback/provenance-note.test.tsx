import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { ProvenanceNote } from "./provenance-note";

const evidence = { confidence: 0.724, reason: "It names an error on the payment page." };

describe("the note beside a label", () => {
  it("of a machine says why, how sure it is, and which version of what said so", () => {
    const note = renderToStaticMarkup(
      <ProvenanceNote provenance={{ by: "model", ...evidence, model: "builtin", version: "7" }} />,
    );
    for (const words of [evidence.reason, "(72 %)", "builtin", "7"]) expect(note).toContain(words);
  });

  it("of a person is theirs, without a figure", () => {
    const note = renderToStaticMarkup(<ProvenanceNote provenance={{ by: "person", ...evidence }} />);
    expect(note).toContain(evidence.reason);
    expect(note).not.toContain("%");
  });

  it("is left out where nobody said anything", () => {
    expect(renderToStaticMarkup(<ProvenanceNote provenance={undefined} />)).toBe("");
  });
});
