import type { Pick } from "@shared/contract/pick";
import type { SendingStep } from "@renderer/bridge/host";

/** What is on its way to the host before it can be imported. */
export interface Sending extends SendingStep {
  isCancelling: boolean;
}

/** Sends things and tells how far it is with them. */
export type Send = (progress: (step: SendingStep) => void, signal: AbortSignal) => Promise<Pick[]>;

/** Several drops may be on their way at once: they are told of as one. */
export interface Senders {
  /** Gives what was sent. Begins within the call: what was dropped is gone after the event's turn. */
  run(send: Send): Promise<Pick[]>;
  cancel(): void;
}

/** `tell` is told whenever something has changed; null when nothing is on its way any more. */
export function createSenders(tell: (sending: Sending | null) => void): Senders {
  const steps = new Map<AbortController, SendingStep>();
  const tellAll = () => tell(steps.size === 0 ? null : sumUp(steps));
  return {
    async run(send) {
      const controller = new AbortController();
      const progress = (step: SendingStep) => {
        steps.set(controller, step);
        tellAll();
      };
      progress(NOTHING_YET);
      try {
        return await send(progress, controller.signal);
      } finally {
        steps.delete(controller);
        tellAll();
      }
    },
    cancel() {
      for (const controller of steps.keys()) controller.abort();
      tellAll();
    },
  };
}

const NOTHING_YET: SendingStep = {
  ...{ files: 0, sentFiles: 0, totalBytes: 0, sentBytes: 0, unreadable: 0, isWalked: false },
};

function sumUp(steps: ReadonlyMap<AbortController, SendingStep>): Sending {
  const sum = { ...NOTHING_YET, isWalked: true, isCancelling: true };
  for (const [{ signal }, step] of steps) {
    sum.files += step.files;
    sum.sentFiles += step.sentFiles;
    sum.totalBytes += step.totalBytes;
    sum.sentBytes += step.sentBytes;
    sum.unreadable += step.unreadable;
    sum.isWalked &&= step.isWalked;
    sum.isCancelling &&= signal.aborted;
  }
  return sum;
}
