import type { StoreElement } from '../../store/store-element';
import { later } from '../../../shared/store/later';
import type { AskedMatrix } from './questions';

/** How long nothing is said of a picture that is on its way, in ms. */
const patience = 300;

/** Which matrices that are asked for by parts have been painted once, and which one is waited for. */
export class AwaitedPictures {
  readonly #host: StoreElement;
  /** The row of a result that had a picture, and the matrix that had one last. */
  #row = '';
  #matrix: AskedMatrix | null = null;
  #awaited: AskedMatrix | null = null;
  #late = false;
  #callOff: (() => void) | undefined;

  constructor(host: StoreElement) {
    this.#host = host;
  }

  /** Whether a picture of the same row of the same result has been there, so that what takes long can be asked. */
  hasRow(asked: AskedMatrix): boolean {
    return this.#row === rowOf(asked);
  }

  /** Whether the first picture of this matrix has been waited for so long that it should be said. */
  isLate(asked: AskedMatrix): boolean {
    if (asked === this.#matrix) return false;
    if (asked !== this.#awaited) this.#await(asked);
    return this.#late;
  }

  /** A picture came, or did not come. */
  came(asked: AskedMatrix): void {
    if (asked === this.#matrix) return;
    this.#matrix = asked;
    this.#row = rowOf(asked);
    this.#callOff?.();
    this.#host.requestUpdate();
  }

  #await(asked: AskedMatrix): void {
    this.#awaited = asked;
    this.#late = false;
    this.#callOff?.();
    this.#callOff = later(patience, () => {
      this.#late = true;
      this.#host.requestUpdate();
    });
  }
}

function rowOf({ runId, row }: AskedMatrix): string {
  return `${runId}.${row}`;
}
