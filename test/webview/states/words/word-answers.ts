import type { lensHostContract } from '../../../../src/common/contracts/lens';
import type { MaskCandidate, MaskedPlace, WordCandidate } from '../../../../src/common/contracts/words/masked-words';
import type { Surprise } from '../../../../src/common/contracts/words/surprise';
import type { Handlers } from '../../../../src/common/rpc/contract';
import type { Token } from '../../../../src/common/contracts/tokens';
import { sentences, sentenceTokens } from '../sentences';

type Requests = Handlers<typeof lensHostContract>['requests'];

/** Logits of some words and their softmax over these alone: what is on show agrees with itself. */
const expected = { hear: 2.1, learn: 2.006, talk: 1.4418, read: 0.778, write: 0.3993, '</s>': -1.2, ing: -2.5 };

function maskCandidate(token: string, logit: number): MaskCandidate {
  const total = Object.values(expected).reduce((sum, each) => sum + Math.exp(each), 0);
  const [joins, writes] = [token === 'ing', token !== '</s>'];
  return {
    ids: [token.length + 1000],
    tokens: [joins || !writes ? token : `Ġ${token}`],
    text: token,
    joins,
    writes,
    logit,
    probability: Math.exp(logit) / total,
  };
}

function wordCandidate(text: string, pieces: readonly (readonly [string, number])[]): WordCandidate {
  const probabilities = pieces.map(([, probability]) => probability);
  return {
    ids: pieces.map(([token]) => token.length + 2000),
    tokens: pieces.map(([token]) => token),
    text,
    joins: false,
    writes: true,
    probabilities,
    score: probabilities.reduce((a, b) => a * b, 1) ** (1 / pieces.length),
  };
}

const words = [
  wordCandidate('hear', [['Ġhear', 0.3127]]),
  wordCandidate('learn', [['Ġlearn', 0.2846]]),
  wordCandidate('brag', [
    ['Ġbr', 0.0831],
    ['ag', 0.6112],
  ]),
  wordCandidate('philosophise', [
    ['Ġphil', 0.0102],
    ['osoph', 0.913],
    ['ise', 0.4031],
  ]),
];

/** The words that some tokens belong to, of the first sentence. */
function placesOf(chosen: readonly number[]): MaskedPlace[] {
  const tokens = sentenceTokens(0);
  const { text } = sentences[0];
  const numbers = new Set(chosen.flatMap((index) => tokens[index]?.word ?? []));
  return [...numbers].map((number): MaskedPlace => {
    const from = tokens.findIndex(({ word }) => word === number);
    const to = tokens.findLastIndex(({ word }) => word === number) + 1;
    const [start, end] = [tokens[from]?.start ?? 0, tokens[to - 1]?.end ?? 0];
    const joinStart = text.slice(0, start).trimEnd().length;
    const around = { before: text.slice(0, start), after: text.slice(end) };
    return { from, to, sequence: 0, start, end, joinStart, word: text.slice(start, end), ...around };
  });
}

/** What a masked language model that never was says of the first sentence. */
export const maskedAnswers: Partial<Requests> = {
  maskedWords: ({ tokens, top }) => ({
    mask: '<mask>',
    places: placesOf(tokens).map((place) => ({
      place,
      candidates: Object.entries(expected)
        .map(([token, logit]) => maskCandidate(token, logit))
        .slice(0, top),
      standing:
        place.to - place.from === 1 ? { rank: 2, probability: maskCandidate('learn', 2.006).probability } : null,
      pieces: place.to - place.from,
    })),
  }),
  wholeWords: ({ top }) => ({
    candidates: words.toSorted((a, b) => b.score - a.score).slice(0, top),
    standing: { rank: 2, score: 0.2846 },
    lengths: [1, 2],
  }),
  replaceWords: () => ({}),
};

/** The scores of tokens by a rule that has every step of surprise in it; the first of a text has none. */
export function surpriseOf(tokens: readonly Token[], part: Surprise['part'] = 'input'): Surprise {
  const steps = [0.92, 0.41, 0.18, 0.061, 0.004, 0.73];
  const probabilities = tokens.map((_, index) => (part === 'input' && index === 0 ? NaN : (steps[index % 6] ?? NaN)));
  const scored = probabilities.filter((probability) => !Number.isNaN(probability));
  const loss = scored.length === 0 ? null : -scored.reduce((sum, each) => sum + Math.log(each), 0) / scored.length;
  return {
    part,
    from: 0,
    logProbabilities: Float32Array.from(probabilities, Math.log),
    ranks: Int32Array.from(probabilities, (each) => (Number.isNaN(each) ? 0 : Math.ceil(1 / each))),
    scored: scored.length,
    loss,
    perplexity: loss === null ? null : Math.exp(loss),
    last: part === 'target' ? (tokens.at(-1) ?? null) : null,
  };
}

/** What a language model that never was expected in place of each token. */
export function surpriseAnswers(tokens: readonly Token[], part: Surprise['part'] = 'input'): Partial<Requests> {
  return {
    surprise: () => surpriseOf(tokens, part),
    expected: ({ index }) => ({
      alternatives: [
        { id: 717, token: 'Ġfirst', readable: ' first', probability: 0.081 },
        { id: 749, token: 'Ġmost', readable: ' most', probability: 0.052 },
        {
          id: tokens[index]?.id ?? 0,
          token: tokens[index]?.token ?? '',
          readable: tokens[index]?.readable ?? '',
          probability: 0.047,
        },
        { id: 198, token: 'Ċ', readable: '\n', probability: 0.036 },
      ],
    }),
  };
}
