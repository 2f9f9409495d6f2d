import { mistakes } from "@renderer/messages/en/mistakes";
import type { Text } from "@renderer/messages/text";

type MistakeKey = keyof typeof mistakes;

/** The names of what is measured that are no fields. */
const MEASURES = new Map([
  ["The latitude", "search.measure.latitude"],
  ["The longitude", "search.measure.longitude"],
  ["The radius", "search.measure.radius"],
] as const);

const FORMS: readonly { key: MistakeKey; form: RegExp }[] = Object.entries(mistakes).map(([key, sentence]) => ({
  key: key as MistakeKey,
  form: new RegExp(`^${sentence.replace(/[.*+?^$()|[\]\\/]/g, "\\$&").replace(/\{(\w+)\}/g, "(?<$1>.*?)")}$`, "s"),
}));

/** What the grammar says of a mistake, which it says in English, in the language of the interface. */
export function toMistakeSentence(said: string, { t }: Pick<Text, "t">): string {
  for (const { key, form } of FORMS) {
    const found = form.exec(said);
    if (!found) continue;
    const values = Object.entries(found.groups ?? {}).map(([name, value]) => {
      const measure = MEASURES.get(value as "The radius");
      return [name, measure ? t(measure) : value] as const;
    });
    return t(key, Object.fromEntries(values));
  }
  return said;
}
