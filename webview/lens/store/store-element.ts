import { property } from 'lit/decorators.js';
import { ViewElement } from '../../shared/store/view-element';
import type { LensStore } from './lens-store';

/** An element of the Lens. (Decorators are the standard ones, on `accessor` fields; esbuild lowers them.) */
export abstract class StoreElement extends ViewElement {
  @property({ attribute: false }) override accessor store!: LensStore;
}
