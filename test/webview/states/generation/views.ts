import * as v from 'valibot';
import { generationSettingsSchema } from '../../../../src/common/contracts/generation/settings';
import type { Branch, GenerationView } from '../../../../src/common/contracts/generation/view';
import type { LensState } from '../../../../src/common/contracts/lens';
import { readyState } from '../lens-states';
import { model } from '../models';
import { rowOf, tokensOf } from '../tokens';
import { generatedTokens, piecesOf, stories, storySequence } from './story';

const none = v.parse(generationSettingsSchema, {});

/** transformers' defaults. */
const defaults = {
  ...none,
  max_new_tokens: 20,
  do_sample: false,
  temperature: 1,
  top_k: 50,
  top_p: 1,
  repetition_penalty: 1,
  num_beams: 1,
  num_return_sequences: 1,
};

/** Nothing was generated yet. */
export const freshView: GenerationView = {
  refusal: null,
  settings: none,
  defaults,
  ignored: [],
  seed: null,
  chat: false,
  hasChatTemplate: false,
  room: 1024,
  prompt: null,
  branches: [],
};

const settings = {
  ...none,
  max_new_tokens: 50,
  do_sample: true,
  temperature: 0.3,
  top_p: 0.9,
  num_return_sequences: 10,
};

/** Ten sequences of "Once upon a time". */
export const branch: Branch = {
  id: 0,
  from: null,
  shared: 0,
  phase: 'done',
  failure: null,
  message: null,
  settings: { ...defaults, ...settings, min_p: null },
  seed: 42,
  cost: { device: 'cpu', firstTokenMs: 31.4, tokensPerSecond: 38.2, cacheBytes: 16_588_800, weights: 'float32' },
  sequences: stories.map((_, index) => storySequence(index)),
};

const promptIds = [7454, 2402, 257, 640];
const promptPieces = piecesOf('Once upon a time').map((piece, index) => ({ ...piece, id: promptIds[index] ?? 0 }));

const prompt: NonNullable<GenerationView['prompt']> = {
  text: 'Once upon a time',
  label: 'story.txt:1',
  pieces: promptPieces,
  model: 'distilbert/distilgpt2',
  stale: null,
  canInsert: true,
};

export const storyView: GenerationView = { ...freshView, settings, seed: 42, prompt, branches: [branch] };

/** Another token at step 5 of the first sequence, from which the model went on. */
export const otherBranch: Branch = {
  ...branch,
  id: 1,
  from: { branch: 0, sequence: 0, step: 4 },
  shared: 5,
  sequences: [
    {
      tokens: generatedTokens(', there was a young man who had never seen the sea. His father told him'),
      end: 'token',
      score: null,
    },
  ],
};

export const branchedView: GenerationView = { ...storyView, branches: [branch, otherBranch] };

/** The branch while it is generated: each sequence with its first tokens. */
export const runningView: GenerationView = {
  ...storyView,
  branches: [
    {
      ...branch,
      phase: 'running',
      sequences: branch.sequences.map(({ tokens }) => ({ tokens: tokens.slice(0, 8), end: null, score: null })),
    },
  ],
};

export const staleView: GenerationView = {
  ...storyView,
  prompt: { ...prompt, stale: 'story.txt:1 was edited after this was generated.' },
};

export const refusedView: GenerationView = {
  ...freshView,
  refusal: {
    code: 'unsupported',
    message: 'An encoder does not generate; see Masked Words in Predictions.',
    help: 'GPT-2, Llama and T5 do.',
  },
};

const text = 'Once upon a time';

/** The Lens with the prompt's text and a decoder. */
export const storyState: LensState = {
  ...readyState,
  model: model(
    { architecture: 'gpt2', className: 'GPT2LMHeadModel', kind: 'decoder-only', task: 'text-generation', labels: [] },
    { id: 'distilbert/distilgpt2' },
  ),
  source: { kind: 'editor', label: 'story.txt:1', excerpts: [text], pair: null },
  run: readyState.run && {
    ...readyState.run,
    prediction: null,
    maxLength: 1024,
    rows: [
      rowOf(
        0,
        tokensOf(text, [
          ['Once', 7454, 0],
          ['Ġupon', 2402, 1],
          ['Ġa', 257, 2],
          ['Ġtime', 640, 3],
        ]),
      ),
    ],
  },
};
