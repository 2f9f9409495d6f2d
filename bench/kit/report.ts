import { loadavg } from "node:os";
import { median } from "./samples";

/** What a figure must keep to: either the value itself or its ratio to the reference run. */
export interface Budget {
  of: "value" | "ratio";
  atMost?: number;
  atLeast?: number;
}

/** One figure, measured several times. */
export interface Measurement {
  name: string;
  /** Of each run; the median is the value. */
  values: readonly number[];
  unit: string;
  /** How many photos, files or rows it is about. */
  n: number;
  /** The same runs of what it is compared with, in the same unit and order; without them there is no ratio. */
  reference?: { name: string; values: readonly number[] };
  budget?: Budget;
  /** What else is worth knowing of the figure. */
  notes?: Readonly<Record<string, number | string>>;
}

/** Figures are read by people: four digits tell as much as the machine knows. */
const toShort = (value: number) => Number(value.toPrecision(4));

function isWithin({ atMost = Infinity, atLeast = -Infinity }: Budget, figure: number): boolean {
  return figure <= atMost && figure >= atLeast;
}

/**
 * Prints a measurement as one line of JSON: `name, value, unit, n, ratio, budget, isMet`, the range of the runs, and how
 * busy the machine was. `ratio` is the median of the ratios of neighbouring runs: what disturbs both cancels out.
 */
export function report({ name, values, unit, n, reference, budget, notes }: Measurement): void {
  const value = median(values);
  const ratios = reference?.values.map((other, run) => (values[run] ?? value) / other);
  const ratio = ratios ? median(ratios) : null;
  const judged = budget?.of === "ratio" ? ratio : value;
  const line = {
    ...{ name, value: toShort(value), unit, n },
    ratio: ratio === null ? null : toShort(ratio),
    ...(reference && { reference: reference.name }),
    budget: budget ?? null,
    isMet: budget && judged !== null ? isWithin(budget, judged) : null,
    ...{ least: toShort(Math.min(...values)), most: toShort(Math.max(...values)), runs: values.length },
    load: toShort(loadavg()[0] ?? 0),
    ...notes,
  };
  console.log(JSON.stringify(line));
}
