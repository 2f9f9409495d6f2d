import type { FieldTest, Query } from "@shared/catalog/search/ast";
import { parseQuery } from "@shared/catalog/search/parser";
import type { Photo } from "@shared/contract/photo";

/** Keys of the photos that a query finds, of words in titles, ratings and states; throws `bad_query` as an engine does. */
export function findPhotos(photos: readonly Photo[], text: string): number[] {
  const query = parseQuery(text);
  const seesTrash = text.includes("is:trashed");
  return photos.flatMap((photo, key) => ((seesTrash || !photo.trashed) && isFound(photo, query) ? [key] : []));
}

function isFound(photo: Photo, query: Query): boolean {
  switch (query.kind) {
    case "all":
      return true;
    case "and":
      return query.parts.every((part) => isFound(photo, part));
    case "or":
      return query.parts.some((part) => isFound(photo, part));
    case "not":
      return !isFound(photo, query.part);
    case "text":
      return (photo.title ?? "").toLowerCase().includes(query.text.toLowerCase());
    case "field":
      return isOf(photo, query.field, query.test);
  }
}

function isOf(photo: Photo, field: string, test: FieldTest): boolean {
  if (field === "rating" && test.kind === "compare" && test.value.type === "amount") {
    const rating = photo.rating ?? 0;
    return test.comparison === ">=" ? rating >= test.value.number : rating === test.value.number;
  }
  if (field === "is" && test.kind === "word") {
    if (test.word === "favourite") return photo.isFavourite;
    if (test.word === "trashed") return photo.trashed;
  }
  throw new Error(`The library in memory does not know ${field} asked as ${test.kind}`);
}
