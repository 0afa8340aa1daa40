import { t } from '@vscode/l10n';
import type { ModelInfo } from '../../../common/contracts/model';
import { defaultEncodeOptions, type Run } from '../../../common/contracts/run';
import type { WeightChanges } from '../../../common/contracts/training/run-folder';
import type { Comparison } from '../../../common/contracts/training/run-view';
import { toErrorData } from '../../../common/errors/lens-error';
import { unwrap } from '../../../common/errors/outcome';
import type { CancellationSignal } from '../../../common/rpc/cancellation';
import { canClassify } from '../../lens/notices/model-notices';
import type { EngineSource, OpenEngine } from '../../lens/run/engine-access';
import { toInputs, type ReadText } from '../../lens/source/read-text';
import { engineModel, type ChosenModel } from '../../models/chosen-model';
import { compareAttention } from './compare-attention';

export interface CompareParams {
  readonly read: ReadText;
  readonly base: ChosenModel;
  readonly tuned: ChosenModel;
  readonly engines: EngineSource;
  readonly threads: number;
  readonly maxLength: number | null;
  /** The layer whose attention is shown; null for the one that moved most. */
  readonly layer: number | null;
  readonly changes: WeightChanges | null;
  readonly signal: CancellationSignal;
}

/** A text as one of the models read it. */
export interface Reading {
  readonly engine: OpenEngine;
  readonly info: ModelInfo;
  readonly run: Run;
}

export type ComparedReadings = Pick<Comparison, 'base' | 'tuned' | 'attention'>;

/**
 * Reads a text with the base and the tuned model, in a process each.
 * @throws LensError where one of them cannot read it at all, `cancelled`
 */
export async function compareReadings(params: CompareParams): Promise<ComparedReadings> {
  const base = await readingOf(params.base, params);
  const tuned = await readingOf(params.tuned, params);
  return {
    base: { model: params.base.resolved.id, ...labelsOf(base) },
    tuned: { model: params.tuned.resolved.id, ...labelsOf(tuned) },
    attention: await compareAttention(base, tuned, params),
  };
}

async function readingOf(model: ChosenModel, params: CompareParams): Promise<Reading> {
  const engine = await params.engines.get(engineModel(model, params.threads));
  params.signal.throwIfAborted();
  unwrap(engine.opened.tokenizer);
  const info = unwrap(engine.opened.model);
  const [input] = toInputs(params.read, info);
  const run = await engine.request(
    'run',
    {
      inputs: input ? [input] : [],
      options: { ...defaultEncodeOptions, maxLength: params.maxLength },
      predict: canClassify(info),
      internals: true,
    },
    { signal: params.signal },
  );
  return { engine, info, run };
}

/** Labels by falling probability, or the number of a regression; where there is neither, why. */
function labelsOf({ info, run }: Reading): Omit<Comparison['base'], 'model'> {
  const none = { labels: null, value: null };
  if (info.missingHead.length > 0) {
    return { ...none, reason: t('Its head was never trained: its labels would be noise and are not shown.') };
  }
  const { prediction } = run;
  if (!prediction) return { ...none, reason: t('This model does not classify.') };
  if (!prediction.ok) return { ...none, reason: toErrorData(prediction.error).message };
  const { labels, rows, problemType } = prediction.value;
  const probabilities = rows[0]?.probabilities ?? new Float32Array();
  if (problemType === 'regression') return { ...none, value: probabilities[0] ?? null, reason: null };
  const sorted = labels
    .map((label, id) => ({ label, probability: probabilities[id] ?? 0 }))
    .sort((a, b) => b.probability - a.probability);
  return { labels: sorted, value: null, reason: null };
}
