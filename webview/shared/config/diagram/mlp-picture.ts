import { html, nothing, svg, type TemplateResult } from 'lit';
import type { BlockOf } from '../../../../src/common/contracts/description';
import { activationName } from './words';

/** In pixels; drawn as it is, because smaller words could not be read. */
const width = 216;

/** The way through an MLP: with a gate two matrices side by side, whose product goes down. */
export function mlpPicture({ gated, activation }: BlockOf<'mlp'>): TemplateResult | typeof nothing {
  if (gated === null || activation === null) return nothing;
  const name = activationName(activation).slice(0, 11);
  return gated ? gatedPicture(name) : plainPicture(name);
}

function gatedPicture(activation: string): TemplateResult {
  return html`<svg class="through-mlp" width=${width} height="48" aria-hidden="true">
    <path class="wire" d="M44 11H56M126 11H138Q146 11 146 17M44 37H138Q146 37 146 31M154 24H170"></path>
    ${box(0, 1, 44, 'gate')} ${box(56, 1, 70, activation)} ${box(0, 27, 44, 'up')} ${box(170, 14, 46, 'down')}
    <circle class="product" cx="146" cy="24" r="7.5"></circle>
    <path class="cross" d="M143 21L149 27M149 21L143 27"></path>
  </svg>`;
}

function plainPicture(activation: string): TemplateResult {
  return html`<svg class="through-mlp" width=${width} height="22" aria-hidden="true">
    <path class="wire" d="M44 11H68M148 11H170"></path>
    ${box(0, 1, 44, 'up')} ${box(68, 1, 80, activation)} ${box(170, 1, 46, 'down')}
  </svg>`;
}

function box(x: number, y: number, boxWidth: number, name: string): TemplateResult {
  return svg`<rect class="part" x=${x + 0.5} y=${y - 0.5} width=${boxWidth - 1} height="20" rx="3"></rect>
    <text class="middle" x=${x + boxWidth / 2} y=${y + 14}>${name}</text>`;
}
