import { EDIT_OPERATIONS } from "@shared/contract/edit";
import { EXIT } from "@cli/exit-code";
import { reportOutcome } from "@cli/outcome-text";
import { requireQuery } from "@cli/query-scope";
import { list } from "@cli/verbs/list";
import { type Verb, withLibrary } from "@cli/verb";

interface TrashOptions {
  query: string;
  all: boolean;
}

/** Moves photos to the trash; their files stay where they are. */
export const trashAdd: Verb<TrashOptions> = ({ query, all }, context) => {
  const scope = { query: requireQuery(query, all) };
  return withLibrary(context, async (library) => {
    await reportOutcome("Moved to the trash:", await library.invoke(EDIT_OPERATIONS.trash, { scope }), context.output);
    return EXIT.done;
  });
};

/** Takes photos out of the trash. */
export const trashRestore: Verb<TrashOptions> = ({ query, all }, context) => {
  const scope = { query: requireQuery(query, all) };
  return withLibrary(context, async (library) => {
    await reportOutcome("Restored", await library.invoke(EDIT_OPERATIONS.restore, { scope }), context.output);
    return EXIT.done;
  });
};

/** What lies in the trash. */
export const trashList: Verb<object> = (_, context) => list({ query: "is:trashed" }, context);
