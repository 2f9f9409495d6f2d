import { EXIT } from "@cli/exit-code";
import type { Verb } from "@cli/verb";

/** Shows the library in a browser on this computer until it is told to end. */
export const serve: Verb<{ port: number }> = async ({ port }, { output, signal, serve: begin }) => {
  const server = await begin(port);
  try {
    if (output.form === "text") {
      await output.line(server.address);
      output.note("Open this address in a browser on this computer; it works once. Ctrl-C ends it.");
    } else await output.raw(`${JSON.stringify({ url: server.address })}\n`);
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
  } finally {
    await server.close();
  }
  return EXIT.done;
};
