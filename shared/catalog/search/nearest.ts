const LENGTH_MAX = 30;

/**
 * The name that a mistyped word was most likely meant to be: at most a third of its letters are wrong, missing, too many
 * or swapped with the next. Undefined when none is that near.
 */
export function toNearest(typed: string, names: readonly string[]): string | undefined {
  const word = typed.toLowerCase();
  if (word.length > LENGTH_MAX) return undefined;
  let nearest: string | undefined;
  let least = Infinity;
  for (const name of names) {
    const distance = distanceOf(word, name);
    if (distance < least && distance <= Math.floor(Math.max(word.length, name.length) / 3)) {
      nearest = name;
      least = distance;
    }
  }
  return nearest;
}

/** Optimal string alignment: changes, insertions, deletions and swaps of neighbours, each counted once. */
function distanceOf(left: string, right: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const isSame = left[row - 1] === right[column - 1];
      const isSwap =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      const choices = [
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
        isSwap ? (beforeLast[column - 2] ?? 0) + 1 : Infinity,
      ];
      current.push(Math.min(...choices));
    }
    beforeLast = last;
    last = current;
  }
  return last[right.length] ?? 0;
}
