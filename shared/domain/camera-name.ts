/** Make and model as one name, the make not said twice: "NIKON CORPORATION", "NIKON D70" gives "NIKON D70". */
export function toCameraName(make: string | null, model: string | null): string {
  if (!model) return make ?? "";
  const firstWord = make?.split(/\s+/)[0] ?? "";
  return firstWord === "" || model.toLowerCase().startsWith(firstWord.toLowerCase()) ? model : `${make ?? ""} ${model}`;
}
