import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { Scene } from '../scene/scene';
import '../neuron/neuron-view';

/** Whether the neurons of a weight can be shown: null, or why not in a sentence. */
export function whyNoNeurons({ looked, pair, matrix }: Scene): string | null {
  if (!looked.stack.neurons) return t('This ONNX file keeps queries and keys inside, so neurons cannot be shown.');
  if (matrix.head === null) return t('A mean has no queries and keys of its own. Choose a head.');
  return pair ? null : t('Choose a cell of the heatmap to see how its weight comes about.');
}

/** The button that opens the neurons. */
export function neuronButton(open: boolean, onToggle: () => void): TemplateResult {
  return html`<button class="toggle" aria-expanded=${String(open)} @click=${onToggle}>${t('Neurons')}</button>`;
}

/** How the chosen weight comes about; nothing while it is closed. */
export function neuronPart(scene: Scene, open: boolean, onClose: () => void): TemplateResult | typeof nothing {
  if (!open) return nothing;
  const { pair, neuron, neuronFailure, queries, keys } = scene;
  const why = whyNoNeurons(scene) ?? neuronFailure;
  if (why !== null || !pair) return html`<p class="waiting">${why}</p>`;
  return html`<attention-neuron
    .neuron=${neuron}
    .key=${pair.key}
    .queryText=${queries.textOf(pair.query)}
    .keyText=${keys.textOf}
    @close=${onClose}
  ></attention-neuron>`;
}
