import { tokensOf } from './tokens';

/** Lines 3, 4 and 5 of the demo's feedback.md with their tokens. */
export const sentences = [
  {
    text: 'I am excited to learn about transformers',
    pieces: [
      ['<s>', 0, null],
      ['I', 100, 0],
      ['Ġam', 524, 1],
      ['Ġexcited', 2283, 2],
      ['Ġto', 7, 3],
      ['Ġlearn', 1532, 4],
      ['Ġabout', 59, 5],
      ['Ġtransform', 7891, 6],
      ['ers', 268, 6],
      ['</s>', 2, null],
    ],
    logits: [-3.6418, -2.8964, 4.2129],
  },
  {
    text: 'NPTEL is great!',
    pieces: [
      ['<s>', 0, null],
      ['N', 487, 0],
      ['PT', 10311, 0],
      ['EL', 3721, 0],
      ['Ġis', 16, 1],
      ['Ġgreat', 372, 2],
      ['!', 328, 3],
      ['</s>', 2, null],
    ],
    logits: [-2.9061, -1.3528, 3.8999],
  },
  {
    text: 'It was too long for me.',
    pieces: [
      ['<s>', 0, null],
      ['It', 243, 0],
      ['Ġwas', 21, 1],
      ['Ġtoo', 350, 2],
      ['Ġlong', 251, 3],
      ['Ġfor', 13, 4],
      ['Ġme', 162, 5],
      ['.', 4, 6],
      ['</s>', 2, null],
    ],
    logits: [1.6858, 0.6487, -2.5375],
  },
] as const;

/** The tokens of one of the sentences. */
export function sentenceTokens(index: 0 | 1 | 2) {
  return tokensOf(sentences[index].text, sentences[index].pieces);
}
