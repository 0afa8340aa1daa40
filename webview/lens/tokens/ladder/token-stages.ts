import { t } from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import type { Token } from '../../../../src/common/contracts/tokens';
import { setStyles } from '../../../shared/theme/set-styles';
import type { LensStore } from '../../store/lens-store';
import { chipLook, chipText, showSpaces } from '../../strip/chip-look';
import type { LadderLayout } from './ladder-layout';
import { drawCell, placed, type LadderStage } from './ladder-stage';
import type { Span } from './text-stages';

/** The tokens, linked with the strip: hovering, choosing and revealing work as there. */
export function tokenStage(tokens: readonly Token[], layout: LadderLayout, store: LensStore): LadderStage {
  const cells = tokens.map((token, index) => drawToken(token, index, layout, store));
  return { name: t('Tokens'), kind: 'boxes', cells };
}

/** A number of each token under it. */
export function numberStage(
  name: string,
  tokens: readonly Token[],
  layout: LadderLayout,
  numberOf: (token: Token) => number,
): LadderStage {
  const cells = tokens.map((token, index) =>
    drawCell(layout.tokens[index], token.special ? 'dim' : '', String(numberOf(token))),
  );
  return { name, kind: 'numbers', cells };
}

/** The characters of the chosen and the hovered tokens of the row on show. */
export function markedSpans({ chosen, links: { hovered }, row }: LensStore, tokens: readonly Token[]): Span[] {
  const marked = chosen.filter((place) => place.row === row).map(({ index }) => tokens[index]);
  if (hovered?.row === row) marked.push(hovered.token);
  return marked.flatMap((token) =>
    token?.sequence === 0 && token.start !== null && token.end !== null ? [{ start: token.start, end: token.end }] : [],
  );
}

function drawToken(token: Token, index: number, layout: LadderLayout, store: LensStore): TemplateResult {
  const place = { target: 'model', row: store.row, part: 'input', index, token } as const;
  const look = chipLook(token, place, undefined, undefined);
  const { chosen, linked } = store.marksOf(place);
  const text = token.special ? token.token : showSpaces(token.readable === '' ? token.token : token.readable);
  return html`<span
    class="cell box kind-${look.kind} hue${look.hue} ${chosen ? 'chosen' : ''} ${linked ? 'linked' : ''}"
    title=${chipText(token)}
    ${setStyles(placed(layout.tokens[index]))}
    @mouseenter=${() => store.links.hover(place)}
    @click=${(event: MouseEvent) => store.choose({ row: place.row, index }, event.ctrlKey || event.metaKey)}
    @dblclick=${() => void store.wishes.reveal(place)}
    >${text}</span
  >`;
}
