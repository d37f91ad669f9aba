/** A reply that ended without saying that it is complete, or fell silent. The call may be made again as a whole. */
export class InterruptedStream extends Error {
  constructor(message = 'the reply broke off before it was complete') {
    super(message);
    this.name = 'InterruptedStream';
  }
}
