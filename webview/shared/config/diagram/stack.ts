import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { Block, Stack, Step } from '../../../../src/common/contracts/description';
import { formatCount, formatParameters } from '../../format/numbers';
import { block } from './block';
import { layersName } from './words';

const arrow = html`<div class="arrow" aria-hidden="true"></div>`;

/** Blocks from top to bottom, an arrow before each. */
export function chain(blocks: readonly Block[]): TemplateResult[] {
  return blocks.map((each) => html`${arrow}${block(each)}`);
}

/** What goes in or comes out. */
export function ending(text: string, name = ''): TemplateResult {
  return html`<div class="ending ${name}">${text}</div>`;
}

export { arrow };

/** The layers of a stack, drawn once with how often they are repeated. */
export function layers(stack: Stack, known: boolean): TemplateResult {
  const { layers: count, layer, parametersEach, layerParameters } = stack;
  const each =
    parametersEach === null
      ? layerParameters === null
        ? ''
        : t('{0} in all', formatParameters(layerParameters))
      : stack.shared
        ? formatParameters(parametersEach)
        : t('{0} each', formatParameters(parametersEach));
  return html`<div class="arrow long" aria-hidden="true"></div>
    <div class="layers ${known ? '' : 'unknown'}" role="group" aria-label=${`${count ?? ''} ${layersName(stack)}`}>
      <div class="title">
        <span>
          ${count === null ? nothing : html`<b>× ${formatCount(count)}</b>`}
          <span class="dim">${layersName(stack)}</span>
        </span>
        <span>${each}</span>
      </div>
      ${known ? layer.map(step) : parts(layer)}
    </div>`;
}

/** A family that is not known: what a layer has, without the ways between. */
function parts(layer: readonly Step[]): TemplateResult {
  return html`<div class="parts">${layer.flatMap(({ branches }) => branches.flat().map((each) => block(each)))}</div>
    <p class="dim note">${t('How these parts follow each other is not known for this architecture.')}</p>`;
}

function step({ residual, shared, branches }: Step): TemplateResult {
  const [first = [], second] = branches;
  return html`<div class="step ${residual ? 'residual' : ''}">
    ${residual ? html`<div class="rail" aria-hidden="true"></div>` : nothing} ${chain(shared)}
    ${
      second
        ? html`<div class="drop" aria-hidden="true"></div>
            <div class="branches">
              ${[first, second].map((branch) => html`<div class="branch">${chain(branch)}${arrow}</div>`)}
            </div>`
        : chain(first)
    }
    ${residual ? sum() : nothing}
  </div>`;
}

/** What came in is added to what comes out. */
function sum(): TemplateResult {
  return html`${arrow}
    <div class="sum" role="img" aria-label=${t('added to what came in')}>+</div>`;
}
