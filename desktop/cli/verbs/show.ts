import { resolve } from "node:path";
import { STATE_OPERATIONS } from "@shared/contract/library";
import { photoIdSchema } from "@shared/contract/photo";
import { EXIT } from "@cli/exit-code";
import { toPlain } from "@cli/text-form";
import { type Verb, withLibrary } from "@cli/verb";

/** One photo with everything that is known of it. */
export const show: Verb<{ photo: string }> = ({ photo: named }, context) =>
  withLibrary(context, async (library) => {
    const isId = photoIdSchema.safeParse(named).success;
    const asked = { photo: isId ? named : resolve(context.workingFolder, named) };
    const { photo, metadata } = await library.invoke(STATE_OPERATIONS.show, asked);
    const { output } = context;
    if (output.form !== "text") await output.value({ ...photo, metadata });
    else {
      const known = Object.entries(photo).filter(([, value]) => value !== null && value !== false && value !== "");
      for (const [field, value] of known) {
        const text = Array.isArray(value) ? value.join(", ") : String(value);
        if (text !== "") await output.line(`${field.padEnd(18)}${toPlain(text)}`);
      }
    }
    return EXIT.done;
  });
