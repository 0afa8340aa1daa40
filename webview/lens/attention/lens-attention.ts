import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { Internals } from '../../../src/common/contracts/internals/stacks';
import type { LensAction } from '../../../src/common/contracts/lens';
import { buttonStyles } from '../../shared/elements/button';
import { progressLine, progressLineStyles } from '../../shared/elements/progress-line';
import type { HeatmapLinked } from '../../shared/heatmap/heatmap-data';
import type { MenuItem } from '../../shared/elements/menu-button';
import { WidthController } from '../../shared/layout/width';
import { StoreElement } from '../store/store-element';
import { partLength } from '../store/token-place';
import { AttentionActions } from './actions';
import { failureCard, missingCard } from './attention-cards';
import { attentionParts } from './attention-parts';
import { attentionStyles } from './attention-styles';
import { entryOfToken } from '../internals/axis/axis-entries';
import type { TokenAxis } from '../internals/axis/token-axis';
import type { LayerRange } from './grid/grid-source';
import { RowsOnShow } from './lines/rows-on-show';
import { saidAboveCard } from '../internals/inside-card';
import { isSaidAbove } from '../notices/said-above';
import { measureOf } from './measure';
import { Kept } from '../../shared/store/kept';
import { AttentionQuestions } from './scene/questions';
import type { Scene } from './scene/scene';
import { SceneSource } from './scene/scene-source';
import { exportItems } from './tools/export-items';

/** From this width on, in px, lines stand beside the heatmap, as the styles say. */
const besideFrom = 528;

/** Attention of the model in use: the grid of heads, one head, its lines. */
@customElement('lens-attention')
export class LensAttention extends StoreElement {
  static override styles = [...StoreElement.styles, buttonStyles, progressLineStyles, attentionStyles];

  readonly #width = new WidthController(this);
  readonly #questions = new AttentionQuestions(this);
  readonly #scenes = new SceneSource(this, this.#questions);
  readonly #actions = new AttentionActions(this);
  readonly #linked = new Kept<HeatmapLinked>();
  readonly #rowsOnShow = new RowsOnShow();
  readonly #exports = new Kept<readonly MenuItem[]>();
  #scene: Scene | null = null;
  #measured: readonly unknown[] = [];

  override render(): TemplateResult {
    const { store } = this;
    const run = store.state?.run;
    this.#scene = null;
    if (!run) return html`${nothing}`;
    const { value, failure, progress } = this.#questions.internals.ask({ runId: run.runId, row: store.row });
    const perform = (action: LensAction) => void store.wishes.perform(action);
    if (failure && isSaidAbove(store.state, failure)) {
      return saidAboveCard(t('Attention Is Not Available'), () => perform('chooseModel'));
    }
    if (failure) return failureCard(failure, () => this.#questions.internals.askAgain(), perform);
    if (!value) return waiting(progress);
    if (value.attentions.length === 0) return missingCard(value.missing, perform);
    return this.#view(value);
  }

  protected override updated(): void {
    const scene = this.#scene;
    const { run } = this.store.state ?? {};
    const measured = [scene?.profile, scene?.chosen, scene?.asked, scene?.keys];
    if (measured.every((part, index) => part === this.#measured[index])) return;
    this.#measured = measured;
    this.store.setMeasure(scene && run ? measureOf(scene, partLength(run, this.store.row, 'input')) : null);
  }

  #view(internals: Internals): TemplateResult {
    const scene = this.#scenes.get(internals, this.#actions.selection, this.#width.width);
    this.#scene = scene;
    if (!scene) return waiting(t('Asking the engine'));
    // While the grid's layers are still computed, words say so: a line that moves would take its time from the pointer.
    const line = scene.progress === null ? nothing : progressLine(t('Attention'));
    return html`${line} ${this.#parts(internals, scene)}`;
  }

  #parts(internals: Internals, scene: Scene): TemplateResult {
    return attentionParts({
      store: this.store,
      internals,
      scene,
      actions: this.#actions,
      linked: this.#linkedIn(scene),
      rowsOnShow: this.#rowsOnShow,
      beside: this.#width.width >= besideFrom,
      exports: this.#exports.get([this.store, scene], () => this.#exportsOf(scene)),
      onLayersInView: (layers) => this.#see(layers),
      root: this.renderRoot,
    });
  }

  #see(layers: LayerRange): void {
    this.#questions.grid.see(layers);
    this.requestUpdate();
  }

  #exportsOf(scene: Scene): MenuItem[] {
    const root = this.renderRoot;
    const pictures = () => ({
      grid: root.querySelector('attention-grid'),
      heatmap: root.querySelector('attention-head')?.picture ?? null,
      lines: root.querySelector('attention-lines-view')?.picture ?? null,
    });
    return exportItems({ store: this.store, scene, pictures });
  }

  /** The entries of the token that is pointed at in the strip, in a table or here. */
  #linkedIn({ queries, keys }: Scene): HeatmapLinked {
    const place = this.store.links.hovered ?? this.store.links.caret;
    const entryIn = ({ sequence, axis }: TokenAxis): number | null => {
      const isHere = place?.target === 'model' && place.part === sequence && place.row === this.store.row;
      const entry = isHere ? entryOfToken(axis, place.index) : -1;
      return entry < 0 ? null : entry;
    };
    const [row, column] = [entryIn(queries), entryIn(keys)];
    return this.#linked.get([row, column], () => ({ row, column }));
  }
}

function waiting(progress: string | null): TemplateResult {
  if (progress === null) return html`${nothing}`;
  return html`${progressLine(t('Attention'))}
    <p class="waiting" role="status">${progress || t('Asking the engine')}</p>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'lens-attention': LensAttention;
  }
}
