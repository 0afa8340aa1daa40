import { scoresOf, type Scores } from './precision-recall';

/** A run of tokens with one type: from `start` to `end`, both included. */
export interface Entity {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

const prefixed = /^(?:[BIESLU]-.*|O)$/s;

/** True where labels say where entities begin (IOB2, IOBES, BILOU): otherwise there are tokens' labels, no entities. */
export function areEntityLabels(labels: readonly string[]): boolean {
  return labels.some((label) => label !== 'O') && labels.every((label) => prefixed.test(label));
}

/**
 * The entities of a row of labels, as seqeval's `get_entities` finds them in its default mode: also where a label goes on
 * with what never began.
 */
export function entitiesOf(labels: readonly string[]): Entity[] {
  const entities: Entity[] = [];
  let [before, typeBefore, start] = ['O', '', 0];
  for (let at = 0; at <= labels.length; at++) {
    const label = labels[at] ?? 'O';
    const [tag, type] = [label.charAt(0), label.slice(2)];
    if (ends(before, tag, typeBefore !== type)) entities.push({ type: typeBefore, start, end: at - 1 });
    if (begins(before, tag, typeBefore !== type)) start = at;
    [before, typeBefore] = [tag, type];
  }
  return entities;
}

/** `end_of_chunk` of seqeval; L and U of BILOU are its E and S. */
function ends(before: string, tag: string, otherType: boolean): boolean {
  if ('ESLU'.includes(before)) return true;
  if ('BI'.includes(before) && 'BSUO'.includes(tag)) return true;
  return before !== 'O' && otherType;
}

/** `start_of_chunk` of seqeval. */
function begins(before: string, tag: string, otherType: boolean): boolean {
  if ('BSU'.includes(tag)) return true;
  if ('ESLUO'.includes(before) && 'EIL'.includes(tag)) return true;
  return tag !== 'O' && otherType;
}

/** Counts entities that are found whole and with their type, over rows. */
export class EntityCounter {
  #truePositive = 0;
  #falsePositive = 0;
  #falseNegative = 0;

  add(truth: readonly string[], predicted: readonly string[]): void {
    const wanted = new Set(entitiesOf(truth).map(keyOf));
    const found = entitiesOf(predicted).map(keyOf);
    const right = found.filter((key) => wanted.has(key)).length;
    this.#truePositive += right;
    this.#falsePositive += found.length - right;
    this.#falseNegative += wanted.size - right;
  }

  /** Over all entities alike (seqeval's micro average). */
  scores(): Scores {
    return scoresOf({
      truePositive: this.#truePositive,
      falsePositive: this.#falsePositive,
      falseNegative: this.#falseNegative,
    });
  }
}

function keyOf({ type, start, end }: Entity): string {
  return `${start} ${end} ${type}`;
}
