import * as v from 'valibot';

const scoreSchema = v.object({
  rows: v.number(),
  failed: v.literal(0),
  metrics: v.object({ accuracy: v.number() }),
  labels: v.array(v.object({ label: v.string(), recall: v.number(), support: v.number() })),
});

/** How many sentences there are, and the share of them that is right. */
export interface ClassScore {
  readonly sentences: number;
  readonly accuracy: number;
}

/** The score of all sentences, and of those of each class. */
export interface Score extends ClassScore {
  readonly classes: Readonly<Record<string, ClassScore>>;
}

/**
 * Takes the score out of what `model-lens score --json` prints; shares with four decimals. The accuracy of a class is its
 * recall.
 * @throws Error where it is something else, or a sentence could not be scored
 */
export function readScore(printed: string): Score {
  const { rows, metrics, labels } = v.parse(scoreSchema, JSON.parse(printed));
  const classes = labels.map(({ label, recall, support }) => [label, scoreOf(support, recall)] as const);
  return { ...scoreOf(rows, metrics.accuracy), classes: Object.fromEntries(classes) };
}

function scoreOf(sentences: number, accuracy: number): ClassScore {
  return { sentences, accuracy: Number(accuracy.toFixed(4)) };
}
