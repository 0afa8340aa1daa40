import { property } from 'lit/decorators.js';
import { ViewElement } from '../../shared/store/view-element';
import type { RunStore } from './run-store';

/** An element of the page of a run. */
export abstract class RunElement extends ViewElement {
  @property({ attribute: false }) override accessor store!: RunStore;
}
