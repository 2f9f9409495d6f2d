import { EDIT_OPERATIONS } from "@shared/contract/edit";
import { EXIT } from "@cli/exit-code";
import { toCount, toPlain } from "@cli/text-form";
import { type Verb, withLibrary } from "@cli/verb";

const ACTIONS_SHOWN = 50;

/** Takes back an action, by default the last one that has not been taken back. */
export const undo: Verb<{ actionId?: string }> = ({ actionId }, context) =>
  withLibrary(context, async (library) => {
    const { output } = context;
    const outcome = await library.invoke(EDIT_OPERATIONS.undo, actionId === undefined ? {} : { actionId });
    if (output.form !== "text") {
      await output.value(outcome);
      return EXIT.done;
    }
    const left = outcome.left > 0 ? ` · ${toCount(outcome.left, "photo")} left as changed since` : "";
    await output.line(`Undone: ${toPlain(outcome.undone.label)} (${toCount(outcome.changed, "photo")}${left})`);
    await output.line(`To do it again: imgstream undo ${outcome.actionId}`);
    return EXIT.done;
  });

/** What was done, newest first, with the ids by which it can be taken back. */
export const listActions: Verb<object> = (_, context) =>
  withLibrary(context, async (library) => {
    const { output } = context;
    const { actions } = await library.invoke(EDIT_OPERATIONS.actions, { limit: ACTIONS_SHOWN });
    if (output.form !== "text") await output.value(actions);
    else {
      for (const { actionId, label, atMs, undoneBy } of actions) {
        const at = new Date(atMs).toISOString().slice(0, 19).replace("T", " ");
        await output.line(`${actionId}  ${at}  ${toPlain(label)}${undoneBy === null ? "" : "  (undone)"}`);
      }
    }
    return EXIT.done;
  });
