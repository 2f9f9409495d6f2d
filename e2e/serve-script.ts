import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface ScriptServer {
  /** Of a page that runs the script, on the loopback. */
  url: string;
  close(): Promise<void>;
}

/** As strict as the policy that the app's own pages get: whatever the script needs it must bring along. */
const POLICY = "default-src 'none'; script-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Serves one page with one classic script, to this machine only, on a port that is free. */
export async function serveScript(script: string): Promise<ScriptServer> {
  const page = `<!doctype html><meta charset="utf-8"><title>probe</title><script src="/probe.js"></script>`;
  const server = createServer((request, response) => {
    const [type, body] = request.url === "/probe.js" ? ["text/javascript", script] : ["text/html", page];
    response.writeHead(200, { "content-type": `${type}; charset=utf-8`, "content-security-policy": POLICY }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
