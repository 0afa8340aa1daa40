import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { LensAction } from '../../../src/common/contracts/lens';
import type { Run } from '../../../src/common/contracts/run';
import { buttonStyles } from '../../shared/elements/button';
import { progressLine, progressLineStyles } from '../../shared/elements/progress-line';
import { WidthController } from '../../shared/layout/width';
import { entryOfToken } from '../internals/axis/axis-entries';
import { saidAboveCard } from '../internals/inside-card';
import { isSaidAbove } from '../notices/said-above';
import { StoreElement } from '../store/store-element';
import { partLength } from '../store/token-place';
import type { ViewState } from '../store/view-state';
import { failedLayers, missingLayers } from './layers-cards';
import { layersParts } from './layers-parts';
import { layersStyles } from './layers-styles';
import { normMeasure } from './measure';
import type { LayersScene } from './scene/layers-scene';
import { LayersSource, type LayersStand } from './scene/scene-source';
import { TokenChoice } from './scene/token-choice';
import { tokenFactsStyles } from './token-facts';

/** Hidden states of the model in use, layer by layer. */
@customElement('lens-layers')
export class LensLayers extends StoreElement {
  static override styles = [...StoreElement.styles, buttonStyles, progressLineStyles, layersStyles, tokenFactsStyles];

  readonly #width = new WidthController(this);
  readonly #choice = new TokenChoice(() => this.store);
  readonly #source = new LayersSource(this, this.#choice);
  #scene: LayersScene | null = null;
  #measured: readonly unknown[] = [];

  override render(): TemplateResult {
    const run = this.store.state?.run;
    if (!run) return html`${nothing}`;
    const stand = this.#source.stand(run);
    this.#scene = stand.scene;
    const { progress } = stand;
    return html`
      ${
        progress === null
          ? nothing
          : html`${progressLine(t('Layers'))}
              <p class="waiting" role="status">${progress || t('Computing the hidden states')}</p>`
      }
      ${this.#content(run, stand)}
    `;
  }

  protected override updated(): void {
    const scene = this.#scene;
    // Only what the bars follow from: telling the store draws everything again.
    const measured = [scene?.runId, scene?.row, scene?.state, scene?.overview];
    if (measured.every((part, index) => part === this.#measured[index])) return;
    this.#measured = measured;
    const tokens = partLength(this.store.state?.run ?? null, this.store.row, 'input');
    this.store.setMeasure(scene && normMeasure(scene, tokens));
  }

  #content(
    run: Run,
    { scene, internals, failure, partFailure, waiting }: LayersStand,
  ): TemplateResult | typeof nothing {
    const perform = (action: LensAction) => void this.store.wishes.perform(action);
    if (failure && isSaidAbove(this.store.state, failure)) {
      return saidAboveCard(t('The Layers Are Not Available'), () => perform('chooseModel'));
    }
    if (failure) return failedLayers(failure, () => this.#source.askAgain(), perform);
    if (internals && internals.hiddenStates.length === 0) return missingLayers(internals.missing, perform);
    if (scene) {
      return layersParts({
        store: this.store,
        scene,
        partFailure,
        linked: this.#linkedIn(scene),
        narrow: this.#width.width < 528,
        choice: this.#choice,
        look: (change) => this.#look(change),
        root: this.renderRoot,
      });
    }
    if (waiting || this.store.state?.phase === 'ready' || run.rows.length === 0) return nothing;
    return html`<p class="waiting">${t('The layers of this text were not looked at before it changed.')}</p>`;
  }

  #look(change: Partial<ViewState['look']>): void {
    this.store.update({ look: { ...this.store.view.look, ...change } });
  }

  /** The entry of the token that is pointed at here, in the strip, or by the caret of the editor. */
  #linkedIn({ axis }: LayersScene): number | null {
    const place = this.store.links.hovered ?? this.store.links.caret;
    if (place?.target !== 'model' || place.part !== axis.sequence || place.row !== this.store.row) return null;
    const entry = entryOfToken(axis.axis, place.index);
    return entry < 0 ? null : entry;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lens-layers': LensLayers;
  }
}
