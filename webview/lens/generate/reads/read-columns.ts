import { t } from '@vscode/l10n';
import { html } from 'lit';
import type { Piece, StepReads } from '../../../../src/common/contracts/generation/engine-requests';
import '../../../shared/elements/number-bar';
import { formatCount, formatFixed } from '../../../shared/format/numbers';
import type { TableColumn } from '../../../shared/table/table-column';
import { pieceName } from '../sequences/token-words';

/** A token that was read. */
export interface ReadRow {
  readonly piece: Piece;
  readonly weight: number;
  /** Of the highest weight, from 0 to 1: the bar. */
  readonly share: number;
}

/** The columns of what a step reads: the token and its weight. */
export function readColumns(): TableColumn<ReadRow>[] {
  return [
    {
      id: 'token',
      label: t('token'),
      width: 'minmax(60px, 4fr)',
      cell: ({ piece }) => html`<span class="mono" title=${piece.token}>${pieceName(piece)}</span>`,
    },
    {
      id: 'weight',
      label: t('weight'),
      width: 'minmax(96px, 6fr)',
      cell: ({ weight, share }) =>
        html`<lens-number-bar .value=${weight} .span=${[0, share]} .decimals=${3}></lens-number-bar>`,
    },
  ];
}

/** What a screen reader is told: `Layer 5: most of was, 0.190, token 7 of 8`. */
export function readsSummary({ layer, pieces, weights }: StepReads): string {
  const first = weights.reduce((best, weight, index) => (weight > (weights[best] ?? 0) ? index : best), 0);
  const piece = pieces[first];
  if (!piece) return '';
  return t(
    'Layer {0}: most of {1}, {2}, token {3} of {4}',
    layer,
    pieceName(piece),
    formatFixed(weights[first] ?? 0, 3),
    formatCount(first + 1),
    formatCount(pieces.length),
  );
}
