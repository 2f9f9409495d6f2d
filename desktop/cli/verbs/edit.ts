import { EDIT_OPERATIONS } from "@shared/contract/edit";
import { parseChanges } from "@cli/changes";
import { EXIT } from "@cli/exit-code";
import { reportOutcome } from "@cli/outcome-text";
import { requireQuery } from "@cli/query-scope";
import { type Verb, withLibrary } from "@cli/verb";

/** Changes fields of all photos that a query finds. */
export const edit: Verb<{ query: string; set: string[]; all: boolean }> = ({ query, set, all }, context) => {
  const input = { scope: { query: requireQuery(query, all) }, changes: parseChanges(set) };
  return withLibrary(context, async (library) => {
    await reportOutcome("Changed", await library.invoke(EDIT_OPERATIONS.edit, input), context.output);
    return EXIT.done;
  });
};
