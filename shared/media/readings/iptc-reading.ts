import { DATASET, type Iptc } from "@shared/media/tags/iptc";
import { tidyText } from "@shared/media/tags/text";
import { stated, statedTime, type Reading } from "@shared/media/readings/reading";
import { tidyList } from "@shared/media/readings/xmp-reading";
import type { StatedTime } from "@shared/media/tags/when";

/** What IPTC records state (IPTC-IIM 4.2, chapter 6). */
export function readingOfIptc(iptc: Iptc): Reading {
  const notes: string[] = [];
  const first = (key: string) => tidyText(iptc.get(key)?.[0]) ?? undefined;
  return stated("iptc", notes, {
    original: timeOf(first(DATASET.dateCreated), first(DATASET.timeCreated), notes),
    digitized: timeOf(first(DATASET.digitalDate), first(DATASET.digitalTime), notes),
    title: first(DATASET.title),
    description: first(DATASET.caption),
    keywords: tidyList(iptc.get(DATASET.keywords) ?? []),
  });
}

/**
 * "20210301" and "123456+0100"; some write them with colons. A date alone is its first moment. The zone must be written
 * (IPTC-IIM 4.2, 6.4, 2:60), so programs that know none write zero: zero says nothing.
 */
function timeOf(date: string | undefined, time: string | undefined, notes: string[]): StatedTime | undefined {
  if (date === undefined) return undefined;
  const day = /^(\d{4})[:-]?(\d{2})[:-]?(\d{2})$/.exec(date);
  const clock = /^(\d{2}):?(\d{2}):?(\d{2})?\s*([+-]\d{2}:?\d{2}|Z)?$/i.exec(time ?? "");
  if (!day) return statedTime(date, notes);
  const [, year = "", month = "", dayOfMonth = ""] = day;
  const zone = /[1-9]/.test(clock?.[4] ?? "") ? (clock?.[4] ?? "") : "";
  const at = clock ? ` ${clock[1] ?? ""}:${clock[2] ?? ""}:${clock[3] ?? "00"}${zone}` : "";
  return statedTime(`${year}:${month}:${dayOfMonth}${at}`, notes);
}
