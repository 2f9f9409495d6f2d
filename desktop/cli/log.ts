import type { Log } from "@engine/log";
import type { Output } from "@cli/output";

/** What the engine tells beside its answers, as far as it concerns who sits at the terminal. */
const SENTENCES: Readonly<Record<string, (fields: Readonly<Record<string, unknown>>) => string>> = {
  catalog_rebuild: ({ reason }) => `The catalog is made again from the journal (${String(reason)}). Nothing is lost.`,
  library_opened_read_only: ({ root }) =>
    `${String(root)} cannot be written: showing the library as it was when last open.`,
  renditions_begun_anew: () =>
    'The thumbnails could not be opened and were put aside. Make them again with "imgstream rebuild".',
};

export function createLog(output: Output): Log {
  return {
    info: () => undefined,
    warn: (event, fields = {}) => output.note(SENTENCES[event]?.(fields) ?? `${event} ${JSON.stringify(fields)}`),
  };
}
