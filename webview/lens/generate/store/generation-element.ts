import { property } from 'lit/decorators.js';
import { ViewElement } from '../../../shared/store/view-element';
import type { GenerationStore } from './generation-store';

/** An element of the Generate tab that draws from its part of the store. */
export abstract class GenerationElement extends ViewElement {
  @property({ attribute: false }) override accessor store!: GenerationStore;
}
