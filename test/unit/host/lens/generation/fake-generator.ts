import * as v from 'valibot';
import type { EngineContract, OpenResult } from '../../../../../src/common/contracts/engine';
import type {
  GeneratedToken,
  GenerationDefaults,
  GenerationProgress,
  GenerationResult,
} from '../../../../../src/common/contracts/generation/engine-requests';
import {
  generationSettingsSchema,
  type GenerationSettings,
} from '../../../../../src/common/contracts/generation/settings';
import { LensError } from '../../../../../src/common/errors/lens-error';
import type { ParamsOf } from '../../../../../src/common/rpc/contract';
import type { EngineRequestOptions } from '../../../../../src/host/engine/engine-process';
import type { OpenEngine } from '../../../../../src/host/lens/run/engine-access';
import { opened } from '../../fakes';

/** Nothing said, but for what a test says. */
export function settingsWith(said: Partial<GenerationSettings> = {}): GenerationSettings {
  return { ...v.parse(generationSettingsSchema, {}), ...said };
}

/** Tokens of the texts; each has the length of its text as id. */
export function tokensOf(...texts: string[]): GeneratedToken[] {
  const numbers = { probability: 0.5, processedProbability: 0.75, rank: 1, special: false };
  return texts.map((text) => ({ id: text.length, token: text, text, ...numbers }));
}

export const cost = {
  device: 'cpu',
  firstTokenMs: 5,
  tokensPerSecond: 20,
  cacheBytes: 64,
  weights: 'float32',
} as const;

type Generate = ParamsOf<EngineContract, 'generate'>;
type Options = EngineRequestOptions<GenerationProgress>;

interface Running {
  readonly params: Generate;
  readonly options: Options;
  readonly resolve: (result: GenerationResult) => void;
  readonly reject: (error: LensError) => void;
}

/** A process that generates what a test says, when the test says it. */
export class FakeGenerator implements OpenEngine {
  readonly opened: OpenResult = opened;
  readonly asked: { readonly method: string; readonly params: unknown }[] = [];
  defaults: GenerationDefaults = {
    refusal: null,
    settings: settingsWith(),
    ignored: [],
    hasChatTemplate: false,
    room: 64,
  };
  #running: Running | undefined;
  #generations = 0;

  request: OpenEngine['request'] = async (method, params, options) => {
    this.asked.push({ method, params });
    return (await this.#answer(method, params, options as Options)) as never;
  };

  /** What the generation at work was asked. */
  get wanted(): Generate {
    return this.#at.params;
  }

  /** Says that tokens have come. */
  add(...added: GeneratedToken[][]): void {
    this.tell({ added: added.map((tokens, sequence) => ({ sequence, tokens })) });
  }

  tell(progress: Partial<GenerationProgress>): void {
    this.#at.options.onProgress?.({ message: null, prompt: null, added: [], cost: null, ...progress });
  }

  /** Ends the generation at work with texts. */
  finish(...sequences: GeneratedToken[][]): void {
    this.#at.resolve({
      generation: ++this.#generations,
      prompt: tokensOf('Once', ' upon'),
      sequences: sequences.map((tokens) => ({ tokens, end: 'length', score: null })),
      cost,
    });
  }

  /** Ends it as a process does that crashes. */
  crash(): void {
    this.#at.reject(new LensError('gone', 'The engine stopped unexpectedly.'));
  }

  get #at(): Running {
    if (!this.#running) throw new Error('Nothing is generated.');
    return this.#running;
  }

  #answer(method: string, params: unknown, options: Options | undefined): unknown {
    if (method === 'generationDefaults') return this.defaults;
    if (method === 'generate') return this.#generate(params as Generate, options ?? {});
    if (method === 'generationStep') return this.#step(params as ParamsOf<EngineContract, 'generationStep'>);
    return {};
  }

  #generate(params: Generate, options: Options): Promise<GenerationResult> {
    return new Promise((resolve, reject) => {
      this.#running = { params, options, resolve, reject };
      options.signal?.onAbort(() => reject(new LensError('cancelled', 'Cancelled.')));
    });
  }

  /** Knows tokens below 100; each is the word of its id. */
  #step({ chosen: id }: ParamsOf<EngineContract, 'generationStep'>) {
    const alternative = { id, token: `w${id}`, text: ` w${id}`, special: false, logit: 1, rank: 4 };
    return {
      vocabSize: 100,
      stages: [{ name: 'temperature', value: '0.3', left: 100 }],
      alternatives: id < 100 ? [{ ...alternative, probabilities: [0.25, 0.125] }] : [],
      others: { count: 99, probabilities: [0.75, 0.875] },
      entropy: [2, 1],
    };
  }
}
