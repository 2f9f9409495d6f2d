/** The other end of `runProbe`: does the work for the input that comes, answers, and lets the process end. */
export function answer<Input, Answer>(work: (input: Input) => Promise<Answer>): void {
  process.once("message", (message) => {
    const { input } = message as { input: Input };
    work(input).then(
      (result) => process.send?.({ answer: result }, () => process.disconnect()),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
}
