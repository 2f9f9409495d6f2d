import { IMPORT_OPERATIONS } from "@shared/contract/import";
import { STATE_OPERATIONS } from "@shared/contract/library";
import { EXIT } from "@cli/exit-code";
import { toReviewLine } from "@cli/import-text";
import { toCount } from "@cli/text-form";
import { type Verb, withLibrary } from "@cli/verb";

const REVIEW_SHOWN = 20;

/** What the library holds, how safe it is, and what needs attention. */
export const status: Verb<object> = (_, context) =>
  withLibrary(context, async (library) => {
    const { output } = context;
    const state = await library.invoke(STATE_OPERATIONS.status, {});
    if (output.form !== "text") {
      await output.value(state);
      return EXIT.done;
    }
    await output.line(`Library    ${state.path}`);
    await output.line(
      `Photos     ${toCount(state.photos, "photo")}${state.trashed > 0 ? `, ${state.trashed} in the trash` : ""}`,
    );
    await output.line("Cloud      not signed in: nothing is backed up");
    if (state.needAttention > 0) {
      await output.line(`Attention  ${toCount(state.needAttention, "file")}:`);
      const { files } = await library.invoke(IMPORT_OPERATIONS.review, { limit: REVIEW_SHOWN });
      for (const file of files) await output.line(`  ${toReviewLine(file)}`);
    }
    return EXIT.done;
  });
