import { property } from 'lit/decorators.js';
import { ViewElement } from '../../shared/store/view-element';
import type { DetailsStore } from './details-store';

/** An element of the page of a model. */
export abstract class DetailsElement extends ViewElement {
  @property({ attribute: false }) override accessor store!: DetailsStore;
}
