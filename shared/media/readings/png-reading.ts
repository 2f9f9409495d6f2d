import { tidyText } from "@shared/media/tags/text";
import { readWhen } from "@shared/media/tags/when";
import { stated, type Reading } from "@shared/media/readings/reading";

/** What the named texts of a PNG state (PNG, third edition, 11.3.3.1), as far as a person or a camera wrote them. */
export function readingOfPngTexts(texts: readonly { keyword: string; text: string }[]): Reading {
  const find = (keyword: string) =>
    tidyText(texts.find((entry) => entry.keyword.toLowerCase() === keyword)?.text) ?? undefined;
  const created = readWhen(find("creation time") ?? "");
  return stated("container", [], {
    original: typeof created === "string" ? undefined : created,
    title: find("title"),
    description: find("description"),
    cameraMake: find("make"),
    cameraModel: find("model"),
  });
}
