/** A failure that the person at the keyboard can mend: the message says what happened and what to do, and no stack is shown. */
export class Problem extends Error {
  /** @override */
  name = "Problem";

  /**
   * @param {string} message
   * @param {string} [output] what the failed command printed, shown above the message
   */
  constructor(message, output) {
    super(message);
    this.output = output;
  }
}
