import type { Stages, Token, TokenPart } from '../../../common/contracts/tokens';
import { LensError } from '../../../common/errors/lens-error';
import type { Engine } from '../engine';

interface RowOf {
  readonly runId: number;
  readonly row: number;
}

/** How many tokens one answer holds at most: more than any view draws, and never a copy of a whole document. */
const mostTokens = 10_000;

/** Tokens of a kept row, `to` exclusive. @throws LensError `not-found` */
export function tokens(engine: Engine, params: RowOf & { part: TokenPart; from: number; to: number }): Token[] {
  const { row } = engine.runs.row(params.runId, params.row);
  const columns = { input: row.tokens, cut: row.cut, target: engine.runs.target(params.runId, params.row)?.tokens };
  const wanted = columns[params.part];
  if (wanted === undefined) throw new LensError('not-found', 'The model has no decoder that is given tokens.');
  return wanted.slice(params.from, Math.min(params.to, params.from + mostTokens));
}

export interface FoundToken {
  readonly part: TokenPart;
  readonly index: number;
  readonly token: Token;
}

/** Tokens of a kept row, those of the input first, that touch a range of its text or pair. @throws LensError `not-found` */
export function tokensInRange(
  engine: Engine,
  params: RowOf & { sequence: 0 | 1; start: number; end: number; limit: number },
): FoundToken[] {
  const { row } = engine.runs.row(params.runId, params.row);
  const { sequence, start, end } = params;
  const limit = Math.min(params.limit, mostTokens);
  const inInput = row.tokens.inRange(sequence, start, end, limit);
  const inCut = row.cut.inRange(sequence, start, end, limit - inInput.length);
  return [
    ...inInput.map((found) => ({ part: 'input' as const, ...found })),
    ...inCut.map((found) => ({ part: 'cut' as const, ...found })),
  ];
}

/** The tokenizer's stages on the beginning of a kept row's text. @throws LensError `not-found` */
export async function stages(engine: Engine, params: RowOf & { maxCharacters: number }): Promise<Stages> {
  const { input } = engine.runs.row(params.runId, params.row);
  return (await engine.tokenizer()).stages(input, params.maxCharacters);
}
