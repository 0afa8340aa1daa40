import { t } from '@vscode/l10n';
import type { OpenResult } from '../../../common/contracts/engine';
import type { Notice } from '../../../common/contracts/lens';
import type { Device, ModelInfo } from '../../../common/contracts/model';
import type { WeightStorage } from '../../../common/contracts/weight-storage';
import { wordTask } from '../../../common/contracts/words/word-task';
import type { ErrorData, LensError } from '../../../common/errors/lens-error';
import { storageLabel, storageMeaning } from '../../models/storage-label';
import { deviceLabel, notice } from './labels';
import { failureNotice } from './failure-notice';

const namedTensors = 4;

/** What a model lacks, known before any text is read: a tokenizer or architecture that cannot run, a missing head. */
export function modelNotices({ tokenizer, model, storage = 'float32' }: OpenResult): Notice[] {
  const notices: Notice[] = [];
  if (!tokenizer.ok && (model.ok || !isOneReason(tokenizer.error, model.error))) {
    notices.push({ ...failureNotice(tokenizer.error), id: 'tokenizer' });
  }
  if (!model.ok) notices.push(failureNotice(model.error));
  else if (model.value.missingHead.length > 0) notices.push(missingHead(model.value));
  else if (!canClassify(model.value) && wordTask(model.value) === null) notices.push(noHead(model.value));
  if (model.ok && storage !== 'float32') notices.push(keptNotice(storage));
  return notices;
}

/** Said where weights are not float32 in memory: of a text generated or read with them it matters. */
function keptNotice(storage: WeightStorage): Notice {
  return notice('kept-weights', 'info', t('The weights are kept in {0}', storageLabel(storage)), {
    detail: storageMeaning(storage),
    actions: ['chooseWeights'],
  });
}

/** Both read config.json, and a folder without a model lacks both: what has one reason is said once. */
function isOneReason(tokenizer: ErrorData, model: ErrorData): boolean {
  if (tokenizer.code === 'not-found' && model.code === 'not-found') return true;
  return tokenizer.code === model.code && tokenizer.message === model.message;
}

/** True when the model's head gives labels or values for a text. */
export function canClassify(info: ModelInfo): boolean {
  return info.task === 'text-classification' && info.missingHead.length === 0;
}

/** Said when another device than the chosen one has computed the result. */
export function fellBackNotice(chosen: Device, used: Device, reason: string): Notice {
  const title = t('Ran on {0}: {1} does not work here', deviceLabel(used), deviceLabel(chosen));
  return notice('fell-back', 'warning', title, { detail: reason, actions: ['chooseDevice', 'showLog'] });
}

/** Said when the chosen device works, and yet took no part of the model. */
export function leftToCpuNotice(chosen: Device): Notice {
  const title = t('Ran on {0}: {1} takes no part of this model', deviceLabel('cpu'), deviceLabel(chosen));
  return notice('left-to-cpu', 'warning', title, { actions: ['chooseDevice'] });
}

/** Said instead of reading a model that an untrusted workspace brings. */
export function untrustedNotice({ message, help }: LensError): Notice {
  return notice('untrusted', 'warning', t('The workspace of this model is not trusted'), {
    detail: message,
    help: help ?? null,
    actions: ['manageTrust', 'useSample', 'chooseModel'],
  });
}

/** Said of a model of the Hub that is not on this machine: its page is where it can be had. */
export function missingModelNotice({ message, help }: LensError): Notice {
  return notice('missing-model', 'info', t('The model is not here'), {
    detail: message,
    help: help ?? null,
    actions: ['showModelPage', 'chooseModel', 'useSample'],
  });
}

function missingHead(info: ModelInfo): Notice {
  const names = info.missingHead.slice(0, namedTensors).join(', ');
  const more = info.missingHead.length - namedTensors;
  const tensors = more > 0 ? t('{0} and {1} more', names, more) : names;
  const files = info.weightFiles.length === 1 ? (info.weightFiles[0] ?? '') : t('the weight files');
  const detail =
    info.missingHead.length === 1 ? t('{0} is not in {1}.', tensors, files) : t('{0} are not in {1}.', tensors, files);
  return notice('missing-head', 'info', t('This checkpoint has no trained head'), {
    detail,
    help: t('Its predictions would be noise and are not shown. Attention and Layers show how it reads the text.'),
    actions: ['chooseModel', 'useSample', 'openConfig'],
  });
}

function noHead(info: ModelInfo): Notice {
  const name = info.className ?? info.architecture;
  return notice('no-head', 'info', t('This model has no classification head'), {
    detail: t('{0} gives no labels for a text.', name),
    help: t('Attention and Layers show how it reads the text. A model for text classification shows predictions too.'),
    actions: ['findModel', 'chooseModel', 'useSample'],
  });
}
