import type { Clock } from "@shared/domain/clock";
import type { Random } from "@shared/domain/seeded-random";
import { type Effect, matches, type Met, type Rule } from "@local-cloud/faults/rule";

/** A rule in force. */
export interface Fault extends Rule {
  id: string;
  createdAtMs: number;
  /** How many requests have met it. */
  metCount: number;
}

export interface Faults {
  add(rule: Rule): Fault;
  /** Those that still hold. */
  list(): readonly Fault[];
  /** False when there is none. */
  delete(id: string): boolean;
  deleteAll(): void;
  /** All that this request meets, so that an answer can be late and then break off. */
  meet(met: Met): Effect[];
}

export interface FaultDeps {
  clock: Clock;
  random: Pick<Random, "chance">;
}

/** The rules in force. They are gone with the process: nothing stays broken by accident. */
export function createFaults({ clock, random }: FaultDeps): Faults {
  let faults: Fault[] = [];
  let count = 0;
  const holds = ({ times, forMs, createdAtMs, metCount }: Fault) =>
    (times === undefined || metCount < times) && (forMs === undefined || clock.nowMs() < createdAtMs + forMs);
  const list = () => (faults = faults.filter(holds));
  return {
    list,
    add: (rule) => {
      const fault = { ...rule, id: String(++count), createdAtMs: clock.nowMs(), metCount: 0 };
      faults.push(fault);
      return fault;
    },
    delete: (id) => {
      const before = list();
      faults = before.filter((fault) => fault.id !== id);
      return faults.length < before.length;
    },
    deleteAll: () => {
      faults = [];
    },
    meet: (met) => {
      const meeting = list().filter((fault) => matches(fault, met) && random.chance(fault.chance ?? 1));
      for (const fault of meeting) fault.metCount += 1;
      return meeting.map(({ effect }) => effect);
    },
  };
}
