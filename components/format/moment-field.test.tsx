import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { MomentField } from "./moment-field";
import { ZonedTime } from "./zoned-time";

const draw = (value: string, timeZone = "Europe/Berlin") =>
  renderToStaticMarkup(
    <MomentField label="Goes live" value={value} timeZone={timeZone} onValueChange={() => undefined} />,
  );

/** As the server draws them, which knows the launch's zone and not the reader's. */
describe("D12: a field for a moment says whose clock it is", () => {
  test.each([
    ["a time", "2026-11-24T14:21", "14:21 Europe/Berlin"],
    ["nothing yet", "", "Time in Europe/Berlin"],
    ["a time that comes twice", "2026-10-25T02:30", "clocks go back, the first of the two is meant"],
    ["a time that is skipped", "2027-03-28T02:30", "Clocks in Europe/Berlin skip this time on that day."],
  ])("D12: %s", (_, value, expected) => expect(draw(value)).toContain(expected));

  test("D12: and is described by it", () => {
    const [, hint] = /<p id="([^"]+)"[^>]*>14:21 Europe\/Berlin<\/p>/.exec(draw("2026-11-24T14:21")) ?? [];
    expect(draw("2026-11-24T14:21")).toContain(`aria-describedby="${hint}"`);
  });
});

test("D12: a planned moment is drawn by the launch's clock, a day without a zone", () => {
  const value = new Date("2026-11-24T23:30:00Z");
  const draw = (style: "date" | "datetime") =>
    renderToStaticMarkup(<ZonedTime value={value} timeZone="Europe/Berlin" style={style} />);
  expect(draw("datetime")).toContain("25 Nov, 00:30 Europe/Berlin");
  expect(draw("date")).toContain(">25 Nov<");
});
