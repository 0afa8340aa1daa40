import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { Branch, BranchSequence } from '../../../../src/common/contracts/generation/view';
import { spinner } from '../../../shared/elements/icon';
import { setStyles } from '../../../shared/theme/set-styles';
import { bitsBars } from './bits-bars';
import './generated-text';
import { countWords, endWords, scoreWords } from './sequence-words';

export interface CardParams {
  readonly branch: Branch;
  readonly sequence: BranchSequence;
  /** Counted from 0. */
  readonly index: number;
  readonly prompt: string;
  /** The most tokens that there may be; null where nothing says so. */
  readonly room: number | null;
  readonly shared: number;
  /** Whether this is the sequence that is looked at, and the chosen step in it. */
  readonly looked: boolean;
  readonly step: number | null;
  /** Lines of text that the card has room for from the beginning. */
  readonly lines: number;
  readonly look: (step: number | null) => void;
}

/** A sequence: its text, how surprising each token was, why it ended. */
export function sequenceCard(params: CardParams): TemplateResult {
  const { branch, sequence, index, prompt, room, shared, looked, step, lines, look } = params;
  const running = branch.phase === 'running' && sequence.end === null;
  return html`<section class="sequence ${looked ? 'looked' : ''}">
    <header>
      <h3>
        <button aria-pressed=${String(looked)} @click=${() => look(looked ? step : null)}>
          ${t('Sequence {0}', index + 1)}
        </button>
      </h3>
      <span class="dim">${countWords(sequence, room)}</span>
      <span class="dim end">${endWords(sequence)}${running ? goesOn() : nothing}</span>
    </header>
    ${sequence.score === null ? nothing : html`<div class="dim score">${scoreWords(sequence)}</div>`}
    <generated-text
      .label=${t('Tokens of sequence {0}', index + 1)}
      .key=${`${branch.id}/${branch.seed}/${index}`}
      .prompt=${prompt}
      .tokens=${sequence.tokens}
      .shared=${shared}
      .chosen=${looked ? step : null}
      .running=${running}
      ${setStyles({ '--text-min': String(lines) })}
      @choose=${({ detail }: CustomEvent<number>) => look(looked && step === detail ? null : detail)}
      @let-go=${() => look(null)}
    ></generated-text>
    ${bitsBars(sequence.tokens, room ?? sequence.tokens.length)}
  </section>`;
}

function goesOn(): TemplateResult {
  return html`${spinner(14)}<span class="visually-hidden">${t('goes on')}</span>`;
}
