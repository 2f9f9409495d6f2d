import { type Handled, handle } from "@shared/contract/channel";
import { EDIT_OPERATIONS } from "@shared/contract/edit";
import { IMPORT_OPERATIONS } from "@shared/contract/import";
import { STATE_OPERATIONS } from "@shared/contract/library";
import { SAMPLE_OPERATIONS } from "@shared/contract/samples";
import { LIBRARY_OPERATIONS } from "@shared/contract/view";
import type { Orders } from "@engine/catalog/orders";
import type { EditService } from "@engine/edit/edit.service";
import type { ImportService } from "@engine/import/import.service";
import type { LibraryService } from "@engine/library/library.service";
import type { RebuildService } from "@engine/library/rebuild.service";
import type { Previews } from "@engine/renditions/previews";
import type { RenditionRepository } from "@engine/renditions/rendition.repository";
import type { SamplesService } from "@engine/samples/samples.service";

export interface Services {
  orders: Orders;
  library: LibraryService;
  edits: EditService;
  imports: ImportService;
  rebuilds: RebuildService;
  renditions: RenditionRepository;
  previews: Previews;
  samples: SamplesService;
}

/** Questions about photos. */
export function libraryHandled({ orders, library }: Pick<Services, "orders" | "library">): readonly Handled[] {
  return handle(LIBRARY_OPERATIONS, {
    order: ({ sort }) => orders.find(sort),
    changes: ({ sort, since }, { signal }) => orders.changes(sort, since, signal),
    match: ({ query, sort }) => library.match(query, sort),
    histogram: ({ query }) => library.months(query),
    details: (wanted) => library.details(wanted),
    list: ({ query }) => library.list(query),
  });
}

/** All that an engine answers: the same over a message port, a socket and within a process. */
export function toHandled(services: Services): readonly Handled[] {
  const { library, edits, imports, rebuilds, renditions, previews, samples } = services;
  return [
    ...libraryHandled(services),
    ...handle(EDIT_OPERATIONS, {
      edit: ({ scope, changes }) => edits.edit(scope, changes),
      trash: ({ scope }) => edits.trash(scope),
      restore: ({ scope }) => edits.restore(scope),
      undo: ({ actionId }) => edits.undo(actionId),
      actions: ({ limit }) => ({ actions: edits.listActions(limit) }),
    }),
    ...handle(IMPORT_OPERATIONS, {
      start: (input) => imports.start(input),
      watch: ({ jobId }, { signal }) => imports.watch(jobId, signal),
      cancel: ({ jobId }) => {
        imports.cancel(jobId);
        return null;
      },
      files: ({ jobId }) => imports.files(jobId),
      review: ({ limit }) => imports.review(limit),
      unfinished: (_, { signal }) => imports.unfinished(signal),
      resume: ({ jobId }) => imports.resume(jobId),
      retry: ({ entries }) => imports.retry(entries),
      dismiss: ({ entries }) => imports.dismiss(entries),
    }),
    ...handle(SAMPLE_OPERATIONS, { make: (_, { signal }) => samples.make(signal) }),
    ...handle(STATE_OPERATIONS, {
      status: () => library.status(),
      show: ({ photo }) => library.show(photo),
      thumbnail: ({ photoId }) => renditions.findThumbnail(photoId) ?? null,
      preview: async ({ photoId }) => {
        const bytes = await previews.require(photoId, 0);
        return bytes ? { bytes } : null;
      },
      rebuild: () => rebuilds.rebuild(),
    }),
  ];
}
