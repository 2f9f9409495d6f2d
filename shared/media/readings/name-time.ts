import { readWhen } from "@shared/media/tags/when";

const YEAR = String.raw`(?<year>19[3-9]\d|20\d\d)`;
const NOT_DIGIT_BEFORE = String.raw`(?<!\d)`;

/** How cameras, phones and messengers put the time into a name, the most telling first. */
const PATTERNS = [
  // IMG_20190704_153012, PXL_20231006_063029647, 20180725-163423, signal-2021-08-15-143210
  new RegExp(
    NOT_DIGIT_BEFORE +
      YEAR +
      String.raw`-?(?<month>\d\d)-?(?<day>\d\d)[_\-T ]?(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)(?:\d{3})?(?!\d)`,
  ),
  // Screenshot_2022-01-09-23-59-01, WhatsApp Image 2021-08-15 at 14.32.10, Screen Shot 2020-01-02 at 3.04.05 PM
  new RegExp(
    NOT_DIGIT_BEFORE +
      YEAR +
      String.raw`[-_.](?<month>\d\d)[-_.](?<day>\d\d)(?:[-_ T,]| at |, )+` +
      String.raw`(?<hour>\d{1,2})[-_.:h꞉](?<minute>\d\d)(?:[-_.:m꞉](?<second>\d\d))?(?!\d)(?:[\s\u202f]*(?<half>[AP])M\b)?`,
    "i",
  ),
  // IMG-20210815-WA0003, 2019-07-04 Beach: the day alone
  new RegExp(NOT_DIGIT_BEFORE + YEAR + String.raw`(?<dash>[-_.]?)(?<month>\d\d)\k<dash>(?<day>\d\d)(?!\d)`),
];

/** The wall time that a file's name carries, as ISO without zone; the day alone stands for its first moment. */
export function timeOfName(fileName: string): string | undefined {
  for (const pattern of PATTERNS) {
    const groups = pattern.exec(fileName)?.groups;
    if (!groups) continue;
    const { year = "", month = "", day = "", hour = "0", minute = "00", second = "00", half } = groups;
    const read = readWhen(`${year}-${month}-${day}T${hourOf(hour, half)}:${minute}:${second}`);
    if (typeof read !== "string") return read.local;
  }
  return undefined;
}

/** The hour of 24 for one that may be of twice 12. */
function hourOf(hour: string, half: string | undefined): string {
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toUpperCase() === "P" ? 12 : 0);
  return String(hours).padStart(2, "0");
}
