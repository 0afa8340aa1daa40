/** A pickle that is broken, or that asks for more than the weights of a model need. The message completes "it ...". */
export class PickleError extends Error {
  override readonly name = 'PickleError';
}

/** The bytes end inside a pickle: more of the file may help. */
export class PickleEnd extends PickleError {
  constructor() {
    super('ends early');
  }
}
