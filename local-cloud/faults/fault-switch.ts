import type { IncomingMessage } from "node:http";
import express, { type RequestHandler, type Response, Router } from "express";
import { answerUnreadable } from "@local-cloud/kit/answer";
import { dropAfter, loseReply } from "@local-cloud/faults/break-answer";
import { createFaults, type FaultDeps, type Faults } from "@local-cloud/faults/faults";
import { type Effect, Rule } from "@local-cloud/faults/rule";

export interface FaultSwitch {
  /** Goes before the part of this name, and before whatever reads bodies. */
  middleware(part: string): RequestHandler;
  /** `POST`, `GET` and `DELETE` of `/faults`, and `DELETE /faults/:id`. */
  router: Router;
  /** Whether a rule made the request's token count as expired. */
  isStale(request: IncomingMessage): boolean;
}

/** Makes parts go wrong as rules say. */
export function createFaultSwitch(deps: FaultDeps): FaultSwitch {
  const faults = createFaults(deps);
  const stale = new WeakSet<IncomingMessage>();
  return {
    router: serveRules(faults),
    isStale: (request) => stale.has(request),
    middleware: (part) => (request, response, next) => {
      const effects = faults.meet({ part, method: request.method, path: request.path });
      if (effects.some(({ kind }) => kind === "staleToken")) stale.add(request);
      afterLatency(effects, response, () => {
        if (!breakAnswer(effects, response)) next();
      });
    },
  };
}

function serveRules(faults: Faults): Router {
  const router = Router();
  router.post("/faults", express.json(), (request, response) => {
    const rule = Rule.safeParse(request.body);
    if (rule.success) response.status(201).json(faults.add(rule.data));
    else response.status(400).json({ error: rule.error.issues.map(({ path, message }) => ({ path, message })) });
  });
  router.get("/faults", (_request, response) => void response.json(faults.list()));
  router.delete("/faults", (_request, response) => {
    faults.deleteAll();
    response.status(204).end();
  });
  router.delete("/faults/:id", ({ params }, response) => {
    response.status(faults.delete(params.id) ? 204 : 404).end();
  });
  const unreadable = { error: [{ path: [], message: "The body is no JSON." }] };
  router.use(
    "/faults",
    answerUnreadable((status) => ({ status, body: unreadable })),
  );
  return router;
}

function afterLatency(effects: readonly Effect[], response: Response, run: () => void): void {
  const latencyMs = effects.reduce((sum, effect) => sum + (effect.kind === "latency" ? effect.latencyMs : 0), 0);
  if (latencyMs === 0) {
    run();
    return;
  }
  const timer = setTimeout(run, latencyMs);
  response.on("close", () => clearTimeout(timer));
}

/** True when the request is answered; it is carried out otherwise. */
function breakAnswer(effects: readonly Effect[], response: Response): boolean {
  for (const effect of effects) {
    if (effect.kind === "drop") dropAfter(response, effect.dropAfterBytes);
    if (effect.kind === "loseReply") loseReply(response);
  }
  const refusal = effects.find((effect) => effect.kind === "status");
  if (refusal === undefined) return false;
  const { status, retryAfterSeconds } = refusal;
  if (retryAfterSeconds !== undefined) response.set("retry-after", String(retryAfterSeconds));
  response.status(status).json({ error: { code: status, message: "A fault was switched on." } });
  return true;
}
