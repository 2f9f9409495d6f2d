import { z } from "zod";
import { feed } from "@shared/contract/channel";

/** How far the making of sample photos is. */
export const sampleProgressSchema = z.object({
  made: z.int().nonnegative(),
  of: z.int().positive(),
  /** The import of them, from when all are made: to be followed by `device.import.watch`. */
  jobId: z.uuid().nullable(),
});
export type SampleProgress = z.infer<typeof sampleProgressSchema>;

export const SAMPLE_OPERATIONS = {
  /**
   * Makes photos of generated scenes and starts importing copies of them, which is told by the last item. They are the same
   * ones each time, so that asking again adds nothing. Whoever stops listening before the import stops the making; asking
   * again goes on with what is there.
   */
  make: feed({ name: "device.samples.make", input: z.object({}), item: sampleProgressSchema }),
};
