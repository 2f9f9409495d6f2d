import type { Photo } from "@shared/contract/photo";
import { LIBRARY_OPERATIONS } from "@shared/contract/view";
import { EXIT } from "@cli/exit-code";
import { toCount, toPlain } from "@cli/text-form";
import { type Verb, withLibrary } from "@cli/verb";

/** Photos that a query finds, oldest first; all of the library without one. */
export const list: Verb<{ query: string }> = ({ query }, context) =>
  withLibrary(context, async (library) => {
    const { output } = context;
    const pages = library.subscribe(LIBRARY_OPERATIONS.list, { query });
    if (output.form !== "text") {
      await output.values(pages);
      return EXIT.done;
    }
    let count = 0;
    for await (const page of pages) {
      count += page.length;
      await output.raw(page.map((photo) => `${toLine(photo)}\n`).join(""));
    }
    output.note(toCount(count, "photo"));
    return EXIT.done;
  });

function toLine({ capturedLocal, photoId, fileName, title, rating, isFavourite }: Photo): string {
  const stars = rating !== null && rating > 0 ? `  ${"★".repeat(rating)}` : "";
  const heart = isFavourite ? "  ♥" : "";
  return toPlain(
    `${capturedLocal.slice(0, 19).replace("T", " ")}  ${photoId}  ${fileName}${title ? `  ${title}` : ""}${stars}${heart}`,
  );
}
