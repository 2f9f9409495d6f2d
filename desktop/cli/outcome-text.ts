import type { EditOutcome } from "@shared/contract/edit";
import type { Output } from "@cli/output";
import { toCount } from "@cli/text-form";

/** Tells what an action did, and how to take it back. */
export async function reportOutcome(verb: string, outcome: EditOutcome, output: Output): Promise<void> {
  if (output.form !== "text") return output.value(outcome);
  const { actionId, changed, unchanged } = outcome;
  const rest = unchanged > 0 ? ` · ${unchanged} were so already` : "";
  await output.line(`${verb} ${toCount(changed, "photo")}${rest}`);
  if (actionId !== null) await output.line(`To take it back: imgstream undo ${actionId}`);
}
