import { property } from 'lit/decorators.js';
import { ViewElement } from '../../shared/store/view-element';
import type { HubStore } from './hub-store';

/** An element of the search view. */
export abstract class HubElement extends ViewElement {
  @property({ attribute: false }) override accessor store!: HubStore;
}
