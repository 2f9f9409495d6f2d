/** Whether something was thrown only because its signal aborted: cancellation is neither an error nor a bug. */
export function isAbort(thrown: unknown, signal: AbortSignal): boolean {
  return signal.aborted && (thrown === signal.reason || (thrown instanceof Error && thrown.name === "AbortError"));
}
