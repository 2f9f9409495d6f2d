import { STATE_OPERATIONS } from "@shared/contract/library";
import { EXIT } from "@cli/exit-code";
import { toCount, toDuration } from "@cli/text-form";
import { type Verb, withLibrary } from "@cli/verb";

/** Makes the catalog again from the journal, offline, and thumbnails that are missing. */
export const rebuild: Verb<object> = (_, context) =>
  withLibrary(context, async (library) => {
    const { output } = context;
    const outcome = await library.invoke(STATE_OPERATIONS.rebuild, {});
    if (output.form !== "text") await output.value(outcome);
    else {
      const made = outcome.thumbnails > 0 ? ` and ${toCount(outcome.thumbnails, "thumbnail")}` : "";
      await output.line(
        `Made the catalog of ${toCount(outcome.photos, "photo")}${made} again in ${toDuration(outcome.tookMs)}`,
      );
    }
    return EXIT.done;
  });
