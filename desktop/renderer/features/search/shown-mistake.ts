import type { ReadQuery } from "@shared/catalog/search/parser";
import type { TextRange } from "@shared/errors";
import type { Text } from "@renderer/messages/text";
import type { SearchMatch } from "@renderer/stores/library-store";
import { toMistakeSentence } from "./mistake-sentence";

export interface ShownMistake {
  sentence: string;
  range: TextRange | undefined;
  /** What may be written in place of the range. */
  suggestion: string | undefined;
}

interface Typing {
  caret: number;
  isSettled: boolean;
  /** The text is what the library was asked last. */
  isAsked: boolean;
}

/**
 * The mistake that is worth a sentence now. One that the caret stands at is most likely only unfinished: it is told when
 * nobody has typed for a while.
 */
export function toShownMistake(
  text: string,
  { mistakes }: Pick<ReadQuery, "mistakes">,
  match: SearchMatch,
  { caret, isSettled, isAsked }: Typing,
  words: Pick<Text, "t">,
): ShownMistake | undefined {
  const [mistake] = mistakes;
  if (mistake) {
    const isUnfinished = !isSettled && mistake.range.to >= text.trimEnd().length && caret >= mistake.range.from;
    if (isUnfinished) return undefined;
    const sentence = toMistakeSentence(mistake.message, words);
    return { sentence, range: mistake.range, suggestion: mistake.suggestion };
  }
  if (match.kind !== "mistake" || !isAsked) return undefined;
  return { sentence: toMistakeSentence(match.message, words), range: match.range, suggestion: match.suggestion };
}
