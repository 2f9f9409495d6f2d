import { describe, expect, test } from "vitest";
import { readQuery } from "./parser";

/** A query in which ‹ and › stand around what is pointed at. */
function unmark(marked: string) {
  const from = marked.indexOf("‹");
  const to = marked.indexOf("›") - 1;
  return { query: marked.replace(/[‹›]/g, ""), range: { from, to } };
}

const RATING_MISSING = "rating: needs a value directly behind it, without a blank. For example rating:5.";

/** Marked query, message, and what is suggested in place of the mark. */
const MISTAKES: [string, string, string?][] = [
  ["a ‹camra›:x", "No field is called camra. Did you mean camera?", "camera"],
  ["‹kamera›:x", "No field is called kamera. Did you mean camera?", "camera"],
  ["‹stras›:5", "No field is called stras. Did you mean rating?", "rating"],
  ['‹re:zero› "a b"', "No field is called re. To search for the text itself, put it in quotes.", '"re:zero"'],
  ["‹note:›", "No field is called note. To search for the text itself, put it in quotes.", '"note:"'],
  ['a ‹"b c›', "This quote is never closed. Put a quote at its end.", '"b c"'],
  ['‹"b\\›', "This quote is never closed. Put a quote at its end.", '"b\\\\"'],
  ['‹"b\\\\›', "This quote is never closed. Put a quote at its end.", '"b\\\\"'],
  ['title:‹"b›', "This quote is never closed. Put a quote at its end.", '"b"'],
  ['‹"a"›b', "A blank is missing behind the closing quote.", '"a" '],
  ['date:‹"2019"›.."2020"', "A blank is missing behind the closing quote.", '"2019" '],
  ['a ‹""›', "There is nothing between these quotes. Fill them or remove them.", ""],
  ['id:‹""›', "There is nothing between these quotes. Fill them."],
  ["a ‹(›b", "This parenthesis is never closed. Put one at the end of what belongs together."],
  ["a (b c)‹)›", "This parenthesis closes nothing. Remove it, or put it in quotes.", ""],
  ["a ‹()›", "There is nothing between these parentheses. Fill them or remove them.", ""],
  ["a ‹camera:( )›", "There is nothing between these parentheses. Fill them or remove them.", ""],
  ["‹OR› b", "OR needs something before it."],
  ["a ‹OR›", "OR needs something after it."],
  ["a OR ‹OR› b", "OR needs something before it."],
  ["‹AND› b", "AND needs something before it."],
  ["a ‹AND›", "AND needs something after it."],
  ["a ‹AND› OR b", "AND needs something after it."],
  ["(a ‹OR›) b", "OR needs something after it."],
  ["a ‹NOT›", "NOT needs something after it."],
  ["(a NOT ‹-›)", "A minus needs something after it."],
  [
    "paris ‹-› tokyo",
    "A minus excludes what follows it directly. Remove the blank behind it, or put the minus in quotes to search for it.",
    '"-"',
  ],
  ["‹rating:› 5", RATING_MISSING],
  ["‹rating:›", RATING_MISSING],
  ["(‹rating:›)", RATING_MISSING],
  ["‹rating:>=›", RATING_MISSING],
  ["tag:(a ‹lens›:x)", "Only values of tag can stand in its parentheses. Move this field out of them."],
  ["rating:‹6›", "rating goes from -1 to 5."],
  ["rating:‹-2›", "rating goes from -1 to 5."],
  ["rating:‹4.5›", "rating is a whole number."],
  ["rating:‹four›", "four is not a number. Write rating:5, for example."],
  ["rating:3..‹9›", "rating goes from -1 to 5."],
  ["rating:‹x›..4", "x is not a number. Write rating:5, for example."],
  ["rating:‹4..2›", "This range ends before it begins.", "2..4"],
  ["rating:‹..›", "A range needs a beginning or an end, as in rating:5."],
  ["rating:‹>2..4›", "A range takes no > before it.", "2..4"],
  ["rating:‹4px›", "rating is a number without the unit px."],
  ["size:‹10furlongs›", "size knows no unit furlongs. It knows B, kB, MB, GB, TB, KiB, MiB, GiB, TiB."],
  ["size:‹12345678901234567›", "12345678901234567 has more digits than a number here can hold, which is 15."],
  ["aperture:‹2,8›", "Write decimals with a point.", "2.8"],
  ["exposure:‹1/0›", "exposure goes from 0 to 1000000."],
  ["exposure:‹3/10›", "3/10 is not a number. Write exposure:1/250, for example."],
  ["date:‹2021-13›", "2021-13 is not in the calendar or on the clock."],
  ["date:‹2021-02-29›", "2021-02-29 is not in the calendar or on the clock."],
  ["date:‹2021-02-28T24›", "2021-02-28 24 is not in the calendar or on the clock."],
  ["date:‹0000›", "Years go from 0001 to 9999."],
  ["date:‹0d›", "Count at least one day, week, month or year."],
  ["date:‹2021..2019›", "This range ends before it begins.", "2019..2021"],
  ["date:‹1m..1y›", "This range ends before it begins.", "1y..1m"],
  [
    "date:‹may›",
    "may is not a date. Write 2021, 2021-03, 2021-03-01, 2021-03-01T12:30, today, or 30d for the last 30 days.",
  ],
  [
    "near:‹48,2›",
    "near: takes latitude, longitude and radius without blanks between them: near:48.86,2.35,10km.",
    "48,2,1km",
  ],
  ["near:‹48,› 2", "near: takes latitude, longitude and radius without blanks between them: near:48.86,2.35,10km."],
  ["near:‹91›,2,1km", "The latitude goes from -90 to 90."],
  ["near:48,‹181›,1km", "The longitude goes from -180 to 180."],
  ["near:48,2,‹10›", "The radius needs a unit: m, km, mi.", "10km"],
  ["near:48,2,‹10feet›", "The radius knows no unit feet. It knows m, km, mi."],
  ["is:‹favorit›", "is: does not know favorit. Did you mean favourite?", "favourite"],
  ["is:‹bakced-up›", "is: does not know bakced-up. Did you mean backed-up?", "backed-up"],
  ["pick:‹maybe›", "pick: does not know maybe. It knows pick, reject."],
  [
    "label:‹>red›",
    "label has no order, so > cannot be asked of it. To search for the sign itself, put it in quotes.",
    '">red"',
  ],
  [
    "title:‹>=5›",
    "title has no order, so >= cannot be asked of it. To search for the sign itself, put it in quotes.",
    '">=5"',
  ],
  ["tag:‹|›", "A tag has a name. Write tag:places."],
  ["id:‹ab1›", "ab1 is not an id. Ids are made of the letters a to z and the digits 2 to 7."],
  ["id:‹=ab›", "A whole id has 32 characters. To give only its beginning, leave out the =."],
  ["a ‹rating:none›", "To find photos without a rating, write -has:rating.", "-has:rating"],
  ["-‹label:none›", "To find photos without a colour label, write -has:label.", "-has:label"],
  ["‹near:none›", "To find photos without a place, write -has:gps.", "-has:gps"],
  ['‹title:""›', "To find photos without a title, write -has:title.", "-has:title"],
];

describe("search R34, R36: each mistake has its range, its sentence and what helps", () => {
  test.each(MISTAKES)("%s", (marked, message, suggestion) => {
    const { query, range } = unmark(marked);
    const [mistake] = readQuery(query).mistakes;
    expect(mistake).toEqual({ range, message, ...(suggestion !== undefined && { suggestion }) });
  });

  test.each(MISTAKES.filter(([, , suggestion]) => suggestion !== undefined))(
    "%s is mended by its suggestion",
    (marked, message, suggestion) => {
      const { query, range } = unmark(marked);
      const mended = query.slice(0, range.from) + (suggestion ?? "") + query.slice(range.to);
      expect(readQuery(mended).mistakes.map((mistake) => mistake.message)).not.toContain(message);
    },
  );
});

describe("search R37: what is too long, too deep or too wide is refused at once", () => {
  test.each([
    [
      "a million characters",
      "x".repeat(1_000_000),
      "The query has 1000000 characters; at most 10000 can be read. Shorten it.",
    ],
    [
      "100,000 parentheses",
      "(".repeat(100_000),
      "The query has 100000 characters; at most 10000 can be read. Shorten it.",
    ],
    [
      "51 parentheses",
      `${"(".repeat(51)}a${")".repeat(51)}`,
      "Parentheses lie more than 50 deep. Write the query with fewer of them.",
    ],
    ["9,000 parentheses", "(".repeat(9000), "Parentheses lie more than 50 deep. Write the query with fewer of them."],
    ["9,000 open words", "a(".repeat(4500), "Parentheses lie more than 50 deep. Write the query with fewer of them."],
    [
      "101 terms",
      Array(101).fill("a").join(" OR "),
      "The query asks for more than 100 things. Split it into several queries.",
    ],
  ])("%s", (_, query, message) => {
    expect(readQuery(query).mistakes.map((mistake) => mistake.message)).toEqual([message]);
  });

  test.each([
    ["50 parentheses", `${"(".repeat(50)}a${")".repeat(50)}`],
    ["100 terms", Array(100).fill("rating:5").join(" ")],
    ["9,000 minuses", `${"-".repeat(9000)}a`],
    ["10,000 characters", "x".repeat(10_000)],
  ])("%s are read", (_, query) => expect(readQuery(query).mistakes).toEqual([]));
});
