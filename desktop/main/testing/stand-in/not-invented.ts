import type { EventEmitter } from "node:events";

/** True when a stand-in has nothing that Electron's own type has not; the names of what it invented otherwise. */
export type NotInvented<StandIn, Real> =
  Exclude<keyof StandIn, keyof Real | keyof EventEmitter> extends never
    ? true
    : Exclude<keyof StandIn, keyof Real | keyof EventEmitter>;

/** Members of one of Electron's objects, each as Electron types it; events aside, whose names a test compares. */
export type SomeOf<Real> = { [Name in Exclude<keyof Real, keyof EventEmitter>]?: Real[Name] };
