import { html, svg, type TemplateResult, nothing } from 'lit';
import type { BlockOf } from '../../../../src/common/contracts/description';
import { activationName } from './words';

/** The way through an MLP: with a gate two matrices side by side, whose product goes down. */
export function mlpPicture({ gated, activation }: BlockOf<'mlp'>): TemplateResult | typeof nothing {
  if (gated === null || activation === null) return nothing;
  const name = activationName(activation).slice(0, 11);
  return gated ? gatedPicture(name) : plainPicture(name);
}

function gatedPicture(activation: string): TemplateResult {
  return html`<svg class="mlp" viewBox="0 0 320 48" width="320" height="48" aria-hidden="true">
    <path class="wire" d="M60 11H84M166 11H172Q180 11 180 17M60 37H172Q180 37 180 33M190 24H240"></path>
    ${box(0, 1, 60, 'gate')} ${box(84, 1, 82, activation)} ${box(0, 27, 60, 'up')} ${box(240, 14, 80, 'down')}
    <circle class="sum" cx="180" cy="24" r="8"></circle>
    <path class="cross" d="M177 21L183 27M183 21L177 27"></path>
  </svg>`;
}

function plainPicture(activation: string): TemplateResult {
  return html`<svg class="mlp" viewBox="0 0 320 22" width="320" height="22" aria-hidden="true">
    <path class="wire" d="M70 11H110M210 11H250"></path>
    ${box(0, 1, 70, 'up')} ${box(110, 1, 100, activation)} ${box(250, 1, 70, 'down')}
  </svg>`;
}

function box(x: number, y: number, width: number, name: string): TemplateResult {
  return svg`<rect class="part" x=${x + 0.5} y=${y - 0.5} width=${width - 1} height="20" rx="3"></rect>
    <text class="middle" x=${x + width / 2} y=${y + 14}>${name}</text>`;
}
