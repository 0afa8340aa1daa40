import { t } from '@vscode/l10n';
import type { ModelInfo } from '../../../common/contracts/model';
import { readsTarget } from '../../../common/contracts/reads-target';
import type { RunInput } from '../../../common/contracts/run';

/** Where a text lies in a document: UTF-16 offsets, lines counted from 0. */
export interface Place {
  readonly uri: string;
  /** The document's name as a person knows it. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly startLine: number;
  readonly endLine: number;
}

/** A text as it was read. Typed texts have no place. */
export interface ReadPiece {
  readonly text: string;
  readonly place: Place | null;
}

/**
 * What a run reads: the rows of a batch, and the second text that is read with each of them. For an encoder-decoder that
 * is the text for its decoder.
 */
export interface ReadText {
  readonly kind: 'editor' | 'typed';
  readonly rows: readonly ReadPiece[];
  readonly pair: ReadPiece | null;
  /** Whether the second text was given for a decoder; undefined where no model was known that could tell. */
  readonly forDecoder?: boolean | undefined;
}

const shownLines = 6;
const excerptLength = 80;

type ReadingModel = Pick<ModelInfo, 'kind' | 'task'> | null;

/** The second text that a model reads: one for a decoder is no half of a pair, and the other way round. */
export function secondTextOf({ pair, forDecoder }: ReadText, model: ReadingModel): ReadPiece | null {
  return forDecoder === undefined || forDecoder === readsTarget(model) ? pair : null;
}

/**
 * The texts as the engine takes them: the second one is the pair of a model that reads pairs, and what the decoder of an
 * encoder-decoder is given. Null where the model is not known.
 */
export function toInputs(read: ReadText, model: ReadingModel): RunInput[] {
  const second = secondTextOf(read, model)?.text ?? null;
  if (second === null || !readsTarget(model)) return read.rows.map(({ text }) => ({ text, pair: second }));
  return read.rows.map(({ text }) => ({ text, pair: null, target: second }));
}

/** A text that was typed into the Lens. */
export function typedText(text: string, pair: string | null): ReadText {
  return { kind: 'typed', rows: [{ text, place: null }], pair: pair === null ? null : { text: pair, place: null } };
}

/** Where a text comes from, such as `feedback.md:3, 4, 6–8`. */
export function sourceLabel(read: ReadText): string {
  const places = read.rows.flatMap(({ place }) => (place ? [place] : []));
  const [first] = places;
  if (!first) return t('typed text');
  const lines = places.slice(0, shownLines).map(({ startLine, endLine }) => lineNumbers(startLine, endLine));
  const more = places.length > shownLines ? ', …' : '';
  return `${first.name}:${lines.join(', ')}${more}`;
}

/** The beginning of a text on one line, with an ellipsis where it goes on. */
export function excerptOf(text: string, length = excerptLength): string {
  // Only what can be shown is looked at: the text may be megabytes.
  const line = text
    .slice(0, length * 4)
    .replace(/\s+/g, ' ')
    .trim();
  const clipped = Array.from(line).slice(0, length).join('');
  return clipped.length < line.length || text.length > length * 4 ? `${clipped.trimEnd()}…` : clipped;
}

/** True when the second would give the same run as the first. */
export function sameText(a: ReadText, b: ReadText): boolean {
  return (
    a.kind === b.kind &&
    a.rows.length === b.rows.length &&
    a.rows.every((row, index) => samePiece(row, b.rows[index] ?? null)) &&
    samePiece(a.pair, b.pair)
  );
}

function samePiece(a: ReadPiece | null, b: ReadPiece | null): boolean {
  if (a === null || b === null) return a === b;
  return a.place?.uri === b.place?.uri && a.place?.start === b.place?.start && a.text === b.text;
}

function lineNumbers(start: number, end: number): string {
  return start === end ? String(start + 1) : `${start + 1}–${end + 1}`;
}
