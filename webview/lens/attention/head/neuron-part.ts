import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../../shared/elements/icon';
import type { Scene } from '../scene/scene';
import '../neuron/neuron-view';

/** Whether the neurons of a weight can be shown: null, or why not in a sentence. */
export function whyNoNeurons({ looked, pair, matrix }: Scene): string | null {
  if (!looked.stack.neurons) return t('This ONNX file keeps queries and keys inside, so neurons cannot be shown.');
  if (matrix.head === null) return t('A mean has no queries and keys of its own. Choose a head.');
  return pair ? null : t('Choose a cell of the heatmap to see how its weight comes about.');
}

/** The head of the neurons, which opens and closes them. */
export function neuronDisclosure({ pair, queries, keys }: Scene, open: boolean, onToggle: () => void): TemplateResult {
  const of = pair ? `${queries.textOf(pair.query)} → ${keys.textOf(pair.key)}` : t('of the weight that is chosen');
  return html`<button class="disclosure" aria-expanded=${String(open)} @click=${onToggle}>
    ${icon(open ? 'chevron-down' : 'chevron-right')}${t('Neurons')} <span>${t('query, key, softmax')}, ${of}</span>
  </button>`;
}

/** How the chosen weight comes about; nothing while it is closed. */
export function neuronPart(scene: Scene, open: boolean, onClose: () => void): TemplateResult | typeof nothing {
  if (!open) return nothing;
  const { pair, neuron, neuronFailure, keys } = scene;
  const why = whyNoNeurons(scene) ?? neuronFailure;
  if (why !== null || !pair) return html`<p class="waiting">${why}</p>`;
  return html`<attention-neuron
    .neuron=${neuron}
    .key=${pair.key}
    .keyText=${keys.textOf}
    @close=${onClose}
  ></attention-neuron>`;
}
