import type { Token } from '../../common/contracts/tokens';
import { softmax } from '../../common/statistics/probabilities';

/** An answer as a part of the context. */
export interface Answer {
  readonly answer: string;
  /** Probability of the start times probability of the end. */
  readonly score: number;
  /** UTF-16 indices into the context. */
  readonly start: number;
  readonly end: number;
}

/** One window of a long context: its tokens, padding included, and the logits of each. */
export interface AnswerWindow {
  readonly tokens: readonly Token[];
  readonly startLogits: Float32Array;
  readonly endLogits: Float32Array;
}

/** How answers are looked for. */
export interface AnswerRules {
  /** The sequence that is the context: 1 behind the question. */
  readonly contextSequence: 0 | 1;
  /** `cls_token`: where a model says that there is no answer. It takes its share of the probability and is no answer. */
  readonly classId: number | null;
  /** Most tokens of an answer (`max_answer_len`). */
  readonly maxTokens: number;
  readonly top: number;
}

/** The logit of tokens that cannot be in an answer, as the pipeline of transformers 4 sets it. */
const impossible = -10_000;

/**
 * The best answers, as `QuestionAnsweringPipeline` of transformers 4 looks for them (transformers 5 has none): softmax
 * over the tokens of each window's context, starts and ends multiplied, ends not before starts. A span reaches to the
 * borders of the words that it begins and ends in (`align_to_words`). Words that several spans or windows give count where
 * they score highest.
 */
export function findAnswers(context: string, windows: readonly AnswerWindow[], rules: AnswerRules): Answer[] {
  const best = new Map<string, Answer>();
  for (const window of windows) {
    for (const { start, end, score } of spansOf(window, rules)) {
      const key = `${start} ${end}`;
      if ((best.get(key)?.score ?? -1) < score) {
        best.set(key, { answer: context.slice(start, end), score, start, end });
      }
    }
  }
  return [...best.values()].sort((a, b) => b.score - a.score || a.start - b.start || a.end - b.end).slice(0, rules.top);
}

function* spansOf(
  { tokens, startLogits, endLogits }: AnswerWindow,
  { contextSequence, classId, maxTokens }: AnswerRules,
): Generator<Omit<Answer, 'answer'>> {
  const inContext = tokens.map(({ sequence, special }) => sequence === contextSequence && !special);
  const counted = tokens.map(({ id, attention }, index) => attention === 1 && (inContext[index] || id === classId));
  const probabilities = (logits: Float32Array): Float64Array =>
    softmax(logits.map((logit, index) => (counted[index] ? logit : impossible)));
  const [starts, ends] = [probabilities(startLogits), probabilities(endLogits)];
  const borders = wordBorders(tokens.map((token, index) => (inContext[index] ? token : null)));
  for (const [from, first] of borders.entries()) {
    if (first === null) continue;
    for (let to = from; to < Math.min(from + maxTokens, tokens.length); to += 1) {
      const last = borders[to] ?? null;
      if (last === null) continue;
      yield { start: first.start, end: last.end, score: (starts[from] ?? 0) * (ends[to] ?? 0) };
    }
  }
}

type Borders = Readonly<Record<'start' | 'end', number>>;

/** For each token of the context where the word that it is of begins and ends, as far as the window holds it. */
function wordBorders(tokens: readonly (Token | null)[]): (Borders | null)[] {
  const words = new Map<number, Borders>();
  const own = tokens.map((token): Borders | null => {
    if (token === null || token.start === null || token.end === null) return null;
    const { word, start, end } = token;
    if (word !== null) words.set(word, { start: words.get(word)?.start ?? start, end });
    return { start, end };
  });
  return own.map((borders, index) => (borders && words.get(tokens[index]?.word ?? -1)) ?? borders);
}
