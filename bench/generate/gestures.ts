import type { Connection } from "@shared/contract/connect";
import { EDIT_OPERATIONS, type PhotoChanges } from "@shared/contract/edit";
import type { SetSystem } from "./library";
import { createRandom, type Random } from "@shared/domain/seeded-random";
import { PEOPLE, PLACES, QUALITIES, SIGHTS, THINGS } from "./subjects";

const HOUR_MS = 3_600_000;

/** What somebody has done with such a share of the photos, so many at a time. */
interface Habit {
  share: number;
  atOnce: number;
  changes(random: Random): PhotoChanges;
}

const HABITS: readonly Habit[] = [
  { share: 0.05, atOnce: 0.002, changes: (random) => ({ addKeywords: [random.pick(PLACES).path, "Journeys"] }) },
  { share: 0.03, atOnce: 0.001, changes: (random) => ({ addKeywords: [random.pick(PEOPLE)] }) },
  { share: 0.02, atOnce: 0.001, changes: (random) => ({ addKeywords: [random.pick(THINGS)] }) },
  { share: 0.03, atOnce: 0.001, changes: (random) => ({ rating: 1 + random.below(5) }) },
  { share: 0.01, atOnce: 0.0005, changes: () => ({ isFavourite: true }) },
  { share: 0.01, atOnce: 0.0002, changes: (random) => ({ title: `${random.pick(QUALITIES)} ${random.pick(SIGHTS)}` }) },
  { share: 0.002, atOnce: 0.001, changes: () => ({ isHidden: true }) },
  { share: 0.004, atOnce: 0.001, changes: (random) => ({ colourLabel: random.pick(["red", "green", "blue"]) }) },
];
const TRASHED = { share: 0.01, atOnce: 0.0005 };

/** Edits and deletions of years, made by the engine itself over stretches of neighbouring photos. */
export async function gesticulate(library: Connection, photoIds: readonly string[], system: SetSystem): Promise<void> {
  const random = createRandom(photoIds.length + 1);
  const stretch = (share: number) => {
    const length = Math.max(1, Math.round(photoIds.length * share));
    const from = random.below(Math.max(1, photoIds.length - length));
    return { photoIds: photoIds.slice(from, from + length) };
  };
  for (const { share, atOnce, changes } of HABITS) {
    for (let done = 0; done < share; done += atOnce) {
      system.setMs(system.clock.nowMs() + HOUR_MS);
      await library.invoke(EDIT_OPERATIONS.edit, { scope: stretch(atOnce), changes: changes(random) });
    }
  }
  for (let done = 0; done < TRASHED.share; done += TRASHED.atOnce) {
    system.setMs(system.clock.nowMs() + HOUR_MS);
    await library.invoke(EDIT_OPERATIONS.trash, { scope: stretch(TRASHED.atOnce) });
  }
}
