import fc from "fast-check";
import { type Amount, type AmountRule, toBase } from "@shared/catalog/search/amount";
import { ALL, allOf, anyOf, type DateSpan, type FieldTest, type Query, without } from "@shared/catalog/search/ast";
import type { AmountField } from "@shared/catalog/search/field";
import { FIELDS, type FieldName, type KnownField } from "@shared/catalog/search/fields";
import { fieldOf } from "@shared/catalog/search/find-field";
import { RADIUS_UNITS } from "@shared/catalog/search/units";
import { formatLocal } from "@shared/domain/capture-time";
import { toTagPath } from "@shared/domain/tag";
import {
  arbitraryLocalMs,
  arbitraryPath,
  arbitraryPlace,
  arbitraryPhotoId,
  arbitraryTagPath,
  arbitraryWantedText,
} from "@shared/testing/photos";

function arbitraryAmount({ units, min, max, isWhole }: Pick<AmountRule, "units" | "min" | "max" | "isWhole">) {
  const written = fc.record({
    unit: fc.constantFrom(...units.map(({ unit }) => unit)),
    digits: isWhole ? fc.constant(0) : fc.nat(3),
    places: fc.oneof(fc.integer({ min: -2, max: 20 }), fc.integer({ min: 0, max: 100_000 })),
  });
  return written
    .map(({ unit, digits, places }): Amount => {
      const number = Number(`${places}e-${digits}`);
      return { type: "amount", number: number === 0 ? 0 : number, digits, unit };
    })
    .filter((amount) => {
      const base = toBase(amount, units);
      return base >= min && base <= max;
    });
}

function arbitraryDate(): fc.Arbitrary<DateSpan> {
  const calendar = fc
    .tuple(arbitraryLocalMs(), fc.constantFrom(4, 7, 10, 13, 16, 19))
    .map(([localMs, length]) => formatLocal(localMs).slice(0, length));
  const moving = fc.oneof(
    fc.constantFrom("today", "yesterday", "this-month", "last-month", "this-year", "last-year", "9999y"),
    fc
      .tuple(fc.integer({ min: 1, max: 40 }), fc.constantFrom("d", "w", "m", "y"))
      .map(([count, unit]) => `${count}${unit}`),
  );
  return fc
    .oneof({ weight: 3, arbitrary: calendar }, { weight: 1, arbitrary: moving })
    .map((text) => ({ type: "date", text }));
}

const comparisons = fc.constantFrom("=", "<", "<=", ">", ">=" as const);

function arbitraryAmountTest(field: AmountField): fc.Arbitrary<FieldTest> {
  const amounts = arbitraryAmount(field);
  const compare = fc.record({ kind: fc.constant("compare" as const), comparison: comparisons, value: amounts });
  const range = fc.tuple(amounts, amounts).map(([a, b]): FieldTest => {
    const isInOrder = toBase(a, field.units) <= toBase(b, field.units);
    return { kind: "range", from: isInOrder ? a : b, to: isInOrder ? b : a };
  });
  return fc.oneof({ weight: 2, arbitrary: compare }, { weight: 1, arbitrary: range });
}

/** Ranges are of calendar dates of one precision: of those one can see which comes first. */
function arbitraryDateTest(): fc.Arbitrary<FieldTest> {
  const compare = fc.record({ kind: fc.constant("compare" as const), comparison: comparisons, value: arbitraryDate() });
  const range = fc
    .tuple(arbitraryLocalMs(), arbitraryLocalMs(), fc.constantFrom(4, 7, 10, 13, 16, 19), fc.constantFrom(4, 7, 10))
    .map(([a, b, fromLength, toLength]): FieldTest => {
      const at = (ms: number, length: number): DateSpan => ({ type: "date", text: formatLocal(ms).slice(0, length) });
      return { kind: "range", from: at(Math.min(a, b), fromLength), to: at(Math.max(a, b), toLength) };
    });
  return fc.oneof({ weight: 2, arbitrary: compare }, { weight: 1, arbitrary: range });
}

function arbitraryNear(): fc.Arbitrary<FieldTest> {
  const far = fc
    .integer({ min: 1, max: 20_040 })
    .map((number): Amount => ({ type: "amount", number, digits: 0, unit: "km" }));
  const radius = fc.oneof(far, arbitraryAmount({ units: RADIUS_UNITS, min: 1, max: 20_040_000, isWhole: false }));
  const degrees = (value: number): Amount => ({ type: "amount", number: value === 0 ? 0 : value, digits: 3, unit: "" });
  return fc.tuple(arbitraryPlace(), radius).map(([{ latitude, longitude }, radius]) => ({
    kind: "near",
    latitude: degrees(latitude),
    longitude: degrees(longitude),
    radius,
  }));
}

function textTest(texts: fc.Arbitrary<string>): fc.Arbitrary<FieldTest> {
  return fc.record({ kind: fc.constantFrom("contains" as const, "equals" as const), text: texts });
}

function arbitraryId(): fc.Arbitrary<FieldTest> {
  const letters = fc.constantFrom("a", "b", "2", "7");
  return fc.oneof(
    fc.string({ unit: letters, minLength: 1, maxLength: 4 }).map((text) => ({ kind: "contains" as const, text })),
    arbitraryPhotoId().map((text) => ({ kind: "equals" as const, text })),
  );
}

/** Anything that this field can be asked. */
function arbitraryTest(field: KnownField): fc.Arbitrary<FieldTest> {
  switch (field.kind) {
    case "amount":
      return arbitraryAmountTest(field);
    case "date":
      return arbitraryDateTest();
    case "near":
      return arbitraryNear();
    case "word":
      return fc.constantFrom(...field.words).map(({ word }) => ({ kind: "word", word }));
    case "id":
      return arbitraryId();
    case "tag":
      return textTest(
        fc.oneof(
          arbitraryTagPath(),
          arbitraryWantedText().filter((text) => toTagPath(text) !== ""),
        ),
      );
    case "album":
      return textTest(
        fc.oneof(fc.constantFrom("summer", "東京", "0192F000-0000-7000-8000-000000000002"), arbitraryWantedText()),
      );
    case "path":
    case "folder":
      return textTest(
        fc.oneof(
          fc.constantFrom("/home/ann", "ann\\bilder", "pictures/", "/", "100%_"),
          arbitraryPath(),
          arbitraryWantedText(),
        ),
      );
    case "text":
      return textTest(fc.oneof(fc.constantFrom("x-t5", "canon eos r5", "xf35mm", "tokyo.jpg"), arbitraryWantedText()));
  }
}

/** One thing to look for: a free word or phrase. */
export function arbitraryTextTerm(): fc.Arbitrary<Query> {
  return arbitraryWantedText().map((text) => ({ kind: "text", text }));
}

/** One thing to look for, of one of these fields. */
export function arbitraryFieldTerm(...names: readonly FieldName[]): fc.Arbitrary<Query> {
  const terms = names.map((name) =>
    arbitraryTest(fieldOf(name)).map((test): Query => ({ kind: "field", field: name, test })),
  );
  return fc.oneof(...terms);
}

/** One thing to look for, of any kind. */
export function arbitraryTerm(): fc.Arbitrary<Query> {
  const names = FIELDS.map(({ name }) => name);
  return fc.oneof(
    { weight: 1, arbitrary: arbitraryTextTerm() },
    { weight: 9, arbitrary: arbitraryFieldTerm(...names) },
  );
}

/** Any query in the form in which the parser gives one. */
export function arbitraryQuery(): fc.Arbitrary<Query> {
  const { query } = fc.letrec<{ query: Query }>((tie) => ({
    query: fc.oneof(
      { maxDepth: 4, depthSize: "small", withCrossShrink: true },
      { weight: 4, arbitrary: arbitraryTerm() },
      { weight: 2, arbitrary: fc.array(tie("query"), { minLength: 2, maxLength: 3 }).map(allOf) },
      { weight: 2, arbitrary: fc.array(tie("query"), { minLength: 2, maxLength: 3 }).map(anyOf) },
      { weight: 1, arbitrary: tie("query").map(without) },
    ),
  }));
  return fc.oneof({ weight: 30, arbitrary: query }, { weight: 1, arbitrary: fc.constant(ALL) });
}
