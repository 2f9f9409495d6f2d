import { type Handled, handle } from "@shared/contract/channel";
import { IMPORT_OPERATIONS } from "@shared/contract/import";
import { STATE_OPERATIONS } from "@shared/contract/library";
import { HOST_OPERATIONS, PICK_OPERATIONS } from "@shared/contract/pick";
import { photoIdSchema } from "@shared/contract/photo";
import { AppError } from "@shared/errors";
import type { PickService } from "@engine/pick/pick.service";

export function pickHandled(picks: PickService): readonly Handled[] {
  return [
    ...handle(PICK_OPERATIONS, {
      places: () => picks.places(),
      folder: ({ handle: wanted }) => picks.folder(wanted),
      start: (input) => picks.start(input),
    }),
    ...handle(HOST_OPERATIONS, {
      register: ({ paths }) => picks.register(paths),
      drop: ({ drop }) => picks.registerDrop(drop),
    }),
  ];
}

/** What takes paths of the disk. */
const OWNER_ONLY: readonly string[] = [
  IMPORT_OPERATIONS.start.name,
  ...Object.values(HOST_OPERATIONS).map(({ name }) => name),
];

/** What a page is answered: it can name photos by id and files by handle, nothing by path. */
export function toPageHandled(handled: readonly Handled[]): readonly Handled[] {
  return handled.map(({ operation, handler }) => {
    if (OWNER_ONLY.includes(operation.name)) return { operation, handler: refuse };
    return operation.name === STATE_OPERATIONS.show.name
      ? { operation, handler: byIdOnly(handler) }
      : { operation, handler };
  });
}

function refuse(): never {
  throw new AppError("owner_only", "A page cannot name paths on the disk. Pick or drop the files instead.");
}

function byIdOnly(handler: unknown): unknown {
  const answer = handler as (input: { photo: string }, ...rest: unknown[]) => unknown;
  return (input: { photo: string }, ...rest: unknown[]) =>
    photoIdSchema.safeParse(input.photo).success ? answer(input, ...rest) : refuse();
}
