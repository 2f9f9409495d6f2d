import { STATE_OPERATIONS } from "@shared/contract/library";
import { EXIT } from "@cli/exit-code";
import { type Verb, withLibrary } from "@cli/verb";

/** Makes a library, or says that there is one. */
export const init: Verb<object> = (_, context) =>
  withLibrary(
    context,
    async (library) => {
      const { libraryId, path, photos } = await library.invoke(STATE_OPERATIONS.status, {});
      const { output } = context;
      if (output.form !== "text") await output.value({ libraryId, path, photos });
      else await output.line(`The library is in ${path}. Add photos with: imgstream import <folder>`);
      return EXIT.done;
    },
    { mayCreate: true },
  );
