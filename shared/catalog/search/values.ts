import { photoIdSchema } from "@shared/contract/photo";
import { toTagPath } from "@shared/domain/tag";
import { readAmount, toBase, type Amount, type AmountRule } from "./amount";
import type { DateSpan, FieldTest } from "./ast";
import { isMoving, readDate, toEdge } from "./date-span";
import type { AmountField, DateField } from "./field";
import type { KnownField } from "./fields";
import { findWord } from "./find-field";
import type { Operator, ValueToken } from "./lexer";
import { askedForNone, quoted, unknownWord } from "./mistakes";
import { isProblem, shown, toPlain, type Problem } from "./problem";
import { PLAIN_UNITS, RADIUS_UNITS } from "./units";

export interface ReadTest {
  test: FieldTest;
  /** `field:!=value` is another way to write `-field:value`. */
  isNegated: boolean;
}

type Sign = Exclude<Operator, "!=">;

const RANGE = "..";

const NEAR_EXAMPLES = ["near:48.86,2.35,10km"] as const;
const ANGLE = { units: PLAIN_UNITS, isWhole: false, examples: NEAR_EXAMPLES } as const;
const LATITUDE: AmountRule = { ...ANGLE, name: "The latitude", min: -90, max: 90 };
const LONGITUDE: AmountRule = { ...ANGLE, name: "The longitude", min: -180, max: 180 };
/** Half way round the Earth reaches everything. */
const RADIUS: AmountRule = { ...ANGLE, name: "The radius", units: RADIUS_UNITS, min: 0, max: 20_040_000 };

const PHOTO_ID_LENGTH = 32;

/** Reads the value of a field as what that field can be asked. */
export function readTest(field: KnownField, value: ValueToken): ReadTest | Problem {
  const isNegated = value.operator === "!=";
  const test = readAnyTest(field, value.operator === "!=" ? "=" : value.operator, value.text);
  return isProblem(test) ? test : { test, isNegated };
}

function readAnyTest(field: KnownField, sign: Sign, text: string): FieldTest | Problem {
  const isOrdered = field.kind === "amount" || field.kind === "date";
  const isText = !isOrdered && field.kind !== "near" && field.kind !== "word";
  if (!isOrdered && sign !== "" && sign !== "=") return cannotCompare(field, sign, text);
  if (text === "" || (!isText && toPlain(text) === "none")) {
    const none = askedForNone(field.name);
    if (none ?? text === "") return none ?? { problem: "There is nothing between these quotes. Fill them." };
  }
  switch (field.kind) {
    case "amount":
    case "date":
      return readOrdered(field, sign, text);
    case "near":
      return readNear(text);
    case "word": {
      const found = findWord(field, toPlain(text).replace(/[ _]/g, "-"));
      return found ? { kind: "word", word: found.word } : unknownWord(field, text);
    }
    case "id":
      return readId(sign, text);
    case "tag":
      return toTagPath(text) === "" ? { problem: "A tag has a name. Write tag:places." } : readText(sign, text);
    case "text":
    case "album":
    case "path":
    case "folder":
      return readText(sign, text);
  }
}

function cannotCompare({ name }: KnownField, sign: Sign, text: string): Problem {
  const problem = `${name} has no order, so ${sign} cannot be asked of it. To search for the sign itself, put it in quotes.`;
  return { problem, suggestion: quoted(sign + text) };
}

function readText(sign: Sign, text: string): FieldTest {
  return { kind: sign === "=" ? "equals" : "contains", text };
}

function readId(sign: Sign, text: string): FieldTest | Problem {
  const id = toPlain(text);
  const isId = photoIdSchema.safeParse(id.padEnd(PHOTO_ID_LENGTH, "a")).success && id !== "";
  if (!isId)
    return { problem: `${shown(text)} is not an id. Ids are made of the letters a to z and the digits 2 to 7.` };
  if (sign === "=" && id.length < PHOTO_ID_LENGTH) {
    return { problem: `A whole id has ${PHOTO_ID_LENGTH} characters. To give only its beginning, leave out the =.` };
  }
  return readText(id.length === PHOTO_ID_LENGTH ? "=" : "", id);
}

type Ordered = Amount | DateSpan;
type OrderedField = AmountField | DateField;

function readOne(field: OrderedField, text: string): Ordered | Problem {
  return field.kind === "amount" ? readAmount(text, field) : readDate(text);
}

function readOrdered(field: OrderedField, sign: Sign, text: string): FieldTest | Problem {
  if (text.includes(RANGE)) return readRange(field, sign, text);
  const value = readOne(field, text);
  if (isProblem(value)) return value;
  return { kind: "compare", comparison: sign === "" ? "=" : sign, value };
}

function readRange(field: OrderedField, sign: Sign, text: string): FieldTest | Problem {
  const cut = text.indexOf(RANGE);
  const fromText = text.slice(0, cut);
  const toText = text.slice(cut + RANGE.length);
  if (sign !== "") return { problem: `A range takes no ${sign} before it.`, suggestion: text };
  if (fromText.trim() === "" && toText.trim() === "") {
    return { problem: `A range needs a beginning or an end, as in ${field.examples[0]}.` };
  }
  const from = fromText.trim() === "" ? undefined : readOne(field, withUnitOf(fromText, toText));
  if (from && isProblem(from)) return { ...from, part: { from: 0, to: cut } };
  const to = toText.trim() === "" ? undefined : readOne(field, toText);
  if (to && isProblem(to)) return { ...to, part: { from: cut + RANGE.length, to: text.length } };
  if (from && to) {
    if (!isBackwards(field, from, to)) return { kind: "range", from, to };
    return { problem: "This range ends before it begins.", suggestion: toText.trim() + RANGE + fromText.trim() };
  }
  const value = from ?? to;
  if (!value) throw new Error("a range has an end");
  return { kind: "compare", comparison: from ? ">=" : "<=", value };
}

/** `10..20MB` begins at 10 MB. */
function withUnitOf(fromText: string, toText: string): string {
  const unit = /\d\s*(\p{L}+)\s*$/u.exec(toText)?.[1];
  return unit !== undefined && /^[\s\d.+-]+$/.test(fromText) ? `${fromText.trim()}${unit}` : fromText;
}

/** Of dates that move with the day and dates that do not, nobody can say beforehand. */
function isBackwards(field: OrderedField, from: Ordered, to: Ordered): boolean {
  if (from.type === "amount" && to.type === "amount" && field.kind === "amount") {
    return toBase(from, field.units) > toBase(to, field.units);
  }
  if (from.type !== "date" || to.type !== "date" || isMoving(from) !== isMoving(to)) return false;
  const anyDay = "2000-01-01";
  return toEdge(from, anyDay).fromMs >= toEdge(to, anyDay).toMs;
}

function readNear(text: string): FieldTest | Problem {
  const [latitudeText, longitudeText, radiusText, ...rest] = text.split(",");
  if (latitudeText === undefined || longitudeText === undefined || radiusText === undefined || rest.length > 0) {
    const isRadiusMissing = longitudeText !== undefined && longitudeText.trim() !== "" && rest.length === 0;
    return {
      problem: `near: takes latitude, longitude and radius without blanks between them: ${NEAR_EXAMPLES[0]}.`,
      ...(isRadiusMissing && { suggestion: `${text},1km` }),
    };
  }
  const latitude = readAmount(latitudeText, LATITUDE);
  const latitudeEnd = latitudeText.length;
  if (isProblem(latitude)) return { ...latitude, part: { from: 0, to: latitudeEnd } };
  const longitude = readAmount(longitudeText, LONGITUDE);
  const longitudeEnd = latitudeEnd + 1 + longitudeText.length;
  if (isProblem(longitude)) return { ...longitude, part: { from: latitudeEnd + 1, to: longitudeEnd } };
  const radius = readAmount(radiusText, RADIUS);
  if (isProblem(radius)) {
    const suggestion = /^\d+$/.test(radiusText) ? { suggestion: `${radiusText}km` } : {};
    return { ...radius, ...suggestion, part: { from: longitudeEnd + 1, to: text.length } };
  }
  return { kind: "near", latitude, longitude, radius };
}
