import { property } from 'lit/decorators.js';
import { ViewElement } from '../../shared/store/view-element';
import type { FormStore } from './form-store';

/** An element of the form. */
export abstract class FormElement extends ViewElement {
  @property({ attribute: false }) override accessor store!: FormStore;
}
