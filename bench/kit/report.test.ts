import { expect, test, vi } from "vitest";
import { type Measurement, report } from "@bench/kit/report";

function reported(measurement: Measurement): unknown {
  const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
  report(measurement);
  const [[line] = []] = log.mock.calls;
  log.mockRestore();
  return JSON.parse(line as string) as unknown;
}

const plain = { name: "a", unit: "s", n: 10 } as const;

test("the value is the median, the ratio the median of the ratios of neighbouring runs", () => {
  const line = reported({
    ...{ ...plain, values: [1, 8, 3] },
    reference: { name: "other", values: [2, 4, 6] },
    budget: { of: "ratio", atMost: 1 },
  });
  expect(line).toMatchObject({ value: 3, ratio: 0.5, reference: "other", isMet: true, least: 1, most: 8, runs: 3 });
});

test.each([
  [{ of: "value", atMost: 3 } as const, true],
  [{ of: "value", atMost: 2.9 } as const, false],
  [{ of: "value", atLeast: 3 } as const, true],
  [{ of: "value", atLeast: 3.1 } as const, false],
])("a value of 3 against %j: %s", (budget, isMet) => {
  expect(reported({ ...plain, values: [3], budget })).toMatchObject({ value: 3, budget, isMet });
});

test("without a budget nothing is met or missed", () => {
  expect(reported({ ...plain, values: [3] })).toMatchObject({ ratio: null, budget: null, isMet: null });
});
