import { isProblem, shown, toPlain, type Problem } from "./problem";

/** A number as it was written: `10MB` is 10 with no decimals in MB. The unit `1/` stands before its number, as in `1/250`. */
export interface Amount {
  type: "amount";
  number: number;
  /** Decimals written. */
  digits: number;
  unit: string;
}

export interface Unit {
  /** As printed behind the number; `1/` is printed before it and means one divided by it. */
  unit: string;
  aliases: readonly string[];
  /** What one of it is in the unit in which the field is compared. */
  factor: number;
  /** What may stand before the number. */
  before?: readonly string[];
  /** Minutes and seconds may be written as `1:30`, hours too as `1:02:03`. */
  takesClock?: boolean;
}

/** What a number may be: its units and, in the unit whose factor is 1, its limits. */
export interface AmountRule {
  name: string;
  units: readonly Unit[];
  min: number;
  max: number;
  isWhole: boolean;
  examples: readonly [string, ...string[]];
}

const ONE_OVER = "1/";
const SHAPE = /^(1\/|f\/?)?([+-]?)(\d*)(?:\.(\d*))?\s*([\p{L}/]*)$/u;
const CLOCK = /^(?:(\d{1,4}):)?(\d{1,4}):([0-5]\d)$/;
const COMMA = /^[+-]?\d+,\d+[\p{L}]*$/u;

/** With more digits a number could not be printed as it was written. */
const DIGITS_MAX = 15;

/** The number in the unit in which the field is compared. */
export function toBase(amount: Amount, units: readonly Unit[]): number {
  if (amount.unit === ONE_OVER) return 1 / amount.number;
  const factor = units.find(({ unit }) => unit === amount.unit)?.factor;
  if (factor === undefined) throw new Error(`no unit ${amount.unit}`);
  return amount.number * factor;
}

/** Half of the last place written: what an amount rounds. In the unit in which the field is compared. */
export function toHalfStep(amount: Amount, units: readonly Unit[]): number {
  return 0.5 * toBase({ ...amount, number: 10 ** -amount.digits }, units);
}

export function printAmount({ number, digits, unit }: Amount): string {
  const written = number.toFixed(digits);
  return unit === ONE_OVER ? `${unit}${written}` : `${written}${unit}`;
}

/** Reads `4`, `10MB`, `1/250`, `f/2.8`, `1:30`. */
export function readAmount(text: string, rule: AmountRule): Amount | Problem {
  const plain = toPlain(text);
  const clock = CLOCK.exec(plain);
  const clockUnit = rule.units.find(({ takesClock }) => takesClock);
  const read = clock && clockUnit ? readClock(clock, clockUnit) : readNumber(plain, text, rule);
  return isProblem(read) ? read : checkLimits(read, rule);
}

function readClock([, hours, minutes, seconds]: RegExpExecArray, { unit }: Unit): Amount {
  const number = Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(seconds);
  return { type: "amount", number, digits: 0, unit };
}

function readNumber(plain: string, text: string, rule: AmountRule): Amount | Problem {
  const shape = SHAPE.exec(plain);
  const [, before, sign = "", whole = "", fraction = "", suffix = ""] = shape ?? [];
  const isNumber = whole !== "" || fraction !== "";
  const unit = isNumber ? findUnit(rule.units, before, suffix) : undefined;
  if (!isNumber || (before !== undefined && !unit)) return notANumber(plain, text, rule);
  if (!unit) return unknownUnit(suffix, rule);
  if (rule.isWhole && Number(fraction) !== 0) return { problem: `${rule.name} is a whole number.` };
  const digits = rule.isWhole ? 0 : fraction.length;
  if (whole.replace(/^0+/, "").length + digits > DIGITS_MAX) {
    return { problem: `${shown(text)} has more digits than a number here can hold, which is ${DIGITS_MAX}.` };
  }
  const number = Number(`${sign}${whole || "0"}.${fraction || "0"}`);
  return { type: "amount", number: number === 0 ? 0 : number, digits, unit: unit.unit };
}

function findUnit(units: readonly Unit[], before: string | undefined, suffix: string): Unit | undefined {
  const isSuffix = ({ unit, aliases }: Unit) => unit.toLowerCase() === suffix || aliases.includes(suffix);
  if (before === undefined) return units.find((unit) => unit.unit !== ONE_OVER && isSuffix(unit));
  return units.find((unit) => unit.before?.includes(before) && (suffix === "" || isSuffix(unit)));
}

function notANumber(plain: string, text: string, rule: AmountRule): Problem {
  if (COMMA.test(plain)) {
    return { problem: "Write decimals with a point.", suggestion: plain.replace(",", ".") };
  }
  return { problem: `${shown(text)} is not a number. Write ${rule.examples[0]}, for example.` };
}

function unknownUnit(suffix: string, { name, units }: AmountRule): Problem {
  const known = units.map(({ unit }) => unit).filter((unit) => unit !== "" && unit !== ONE_OVER);
  if (suffix === "") return { problem: `${name} needs a unit: ${known.join(", ")}.` };
  if (known.length === 0) return { problem: `${name} is a number without the unit ${shown(suffix)}.` };
  return { problem: `${name} knows no unit ${shown(suffix)}. It knows ${known.join(", ")}.` };
}

function checkLimits(amount: Amount, { name, units, min, max }: AmountRule): Amount | Problem {
  const base = toBase(amount, units);
  if (base >= min && base <= max) return amount;
  const unit = units.find(({ factor }) => factor === 1)?.unit ?? "";
  return { problem: `${name} goes from ${min}${unit} to ${max}${unit}.` };
}
