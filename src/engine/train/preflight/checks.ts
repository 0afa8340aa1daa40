import type { PreflightCheck } from '../../../common/contracts/training/preflight';
import type { RunFile } from '../../../common/contracts/training/run-file';
import type { DataReport } from '../../../common/contracts/training/run-folder';
import { formatBytes } from '../../../common/text/format-bytes';
import { durationWords } from '../../../common/text/duration-words';
import { reasonInWords } from '../../data/report/bad-rows-in-words';
import { deviceCheck, type MeasuredDevice } from './device-check';

/** What was read and measured before a run. Sizes in bytes, times in seconds. */
export interface PreflightFacts {
  readonly runFile: RunFile;
  readonly report: DataReport;
  readonly totalSteps: number;
  readonly evaluations: number;
  readonly checkpoints: number;
  readonly secondsPerStep: number;
  readonly seconds: number;
  readonly peakBytes: number;
  /** What the process may take, its own memory included. */
  readonly freeBytes: number;
  readonly diskBytes: number;
  readonly freeDiskBytes: number;
  readonly newParameters: number;
  readonly device: MeasuredDevice;
}

/** Labels are called uneven from this ratio of the most to the least frequent one on. */
const unevenFrom = 3;
/** So many bad rows are named. */
const mostRows = 3;
/** A share of rows that are cut above which it is a warning. */
const manyCut = 0.05;
/** Up to so much of what is free is taken without a warning. */
const comfortable = 0.8;

/** The lines of "Before it starts", in the order of the picture. */
export function preflightChecks(facts: PreflightFacts): PreflightCheck[] {
  const { device } = facts;
  const checks = [memory, time, disk, length, head, labels, rows].map((check) => check(facts));
  return [...checks, deviceCheck(device)].flatMap((check) => check ?? []);
}

function memory({ peakBytes, freeBytes, runFile }: PreflightFacts): PreflightCheck {
  const text = `${formatBytes(peakBytes)} of ${formatBytes(freeBytes)} free`;
  const state = peakBytes > freeBytes ? 'error' : peakBytes > comfortable * freeBytes ? 'warning' : 'ok';
  const { per_device_train_batch_size: batch, gradient_accumulation_steps: accumulation } = runFile;
  const halved = state !== 'ok' && batch % 2 === 0;
  return {
    subject: 'memory',
    state,
    text,
    remedy: halved
      ? {
          label: `Use batches of ${batch / 2}, twice as many a step`,
          settings: { per_device_train_batch_size: batch / 2, gradient_accumulation_steps: accumulation * 2 },
          showsRows: false,
        }
      : null,
  };
}

function time({ seconds, totalSteps, evaluations }: PreflightFacts): PreflightCheck {
  const steps = counted(totalSteps, 'step');
  const text = `${durationWords(seconds)} for ${steps}${evaluations > 0 ? ` and ${counted(evaluations, 'evaluation')}` : ''}`;
  return { subject: 'time', state: 'ok', text, remedy: null };
}

function disk({ diskBytes, freeDiskBytes, checkpoints }: PreflightFacts): PreflightCheck {
  const kept = checkpoints > 0 ? `${counted(checkpoints, 'checkpoint')} and the result` : 'the result';
  if (diskBytes <= freeDiskBytes) {
    return { subject: 'disk', state: 'ok', text: `${formatBytes(diskBytes)} for ${kept}`, remedy: null };
  }
  const text = `${formatBytes(diskBytes)} for ${kept}, but ${formatBytes(freeDiskBytes)} are free`;
  const remedy =
    checkpoints > 1 ? { label: 'Keep one checkpoint', settings: { save_total_limit: 1 }, showsRows: false } : null;
  return { subject: 'disk', state: 'error', text, remedy };
}

function length({ report }: PreflightFacts): PreflightCheck {
  const { cut, maxLength } = report.lengths;
  const share = cut / Math.max(1, report.trainRows + report.validationRows);
  const text =
    cut === 0 ? `no row is cut at ${maxLength} tokens` : `${percent(share)} of rows are cut at ${maxLength} tokens`;
  return { subject: 'length', state: share > manyCut ? 'warning' : 'ok', text, remedy: null };
}

function head({ newParameters, runFile }: PreflightFacts): PreflightCheck {
  if (runFile.from_scratch) {
    return { subject: 'head', state: 'info', text: 'none is trained yet: all weights start at random', remedy: null };
  }
  const text =
    newParameters === 0
      ? "the model's own, trained further"
      : `new: ${newParameters.toLocaleString('en')} parameters start at random`;
  return { subject: 'head', state: newParameters === 0 ? 'ok' : 'info', text, remedy: null };
}

function labels({ report, runFile }: PreflightFacts): PreflightCheck | null {
  const known = report.labels;
  const [most, least] = [
    known.toSorted((a, b) => b.count - a.count)[0],
    known.toSorted((a, b) => a.count - b.count)[0],
  ];
  if (most === undefined || least === undefined || most === least) return null;
  const absent = known.filter(({ count }) => count === 0).map(({ label }) => label);
  if (absent.length > 0) {
    const text = `no row has ${absent.slice(0, 3).join(', ')}${absent.length > 3 ? ` and ${absent.length - 3} more` : ''}`;
    return { subject: 'labels', state: 'warning', text, remedy: null };
  }
  const ratio = most.count / least.count;
  if (ratio < unevenFrom)
    return { subject: 'labels', state: 'ok', text: `${known.length} labels, balanced`, remedy: null };
  const weighs = runFile.class_weights !== undefined;
  const applies = runFile.task === 'text-classification' && runFile.problem_type !== 'multi_label_classification';
  return {
    subject: 'labels',
    state: weighs ? 'info' : 'warning',
    text: `uneven: ${most.label} is ${ratio.toFixed(1)} × ${least.label}${weighs ? ', weighted' : ''}`,
    remedy:
      weighs || !applies
        ? null
        : { label: 'Use class weights', settings: { class_weights: 'balanced' }, showsRows: false },
  };
}

function rows({ report, runFile }: PreflightFacts): PreflightCheck | null {
  if (report.badRowCount === 0) return null;
  const lines = report.badRows.slice(0, mostRows).map((row) => `line ${row.line} (${reasonInWords(row)})`);
  const rest = report.badRowCount > lines.length ? ', …' : '';
  const skips = runFile.bad_rows === 'skip';
  return {
    subject: 'rows',
    state: skips ? 'warning' : 'error',
    text: `${report.badRowCount.toLocaleString('en')} ${skips ? 'left out' : 'cannot be used'}: ${lines.join(', ')}${rest}`,
    remedy: skips
      ? { label: 'Show', settings: {}, showsRows: true }
      : {
          label: report.badRowCount === 1 ? 'Leave it out' : 'Leave them out',
          settings: { bad_rows: 'skip' },
          showsRows: false,
        },
  };
}

function counted(count: number, word: string): string {
  return `${count.toLocaleString('en')} ${word}${count === 1 ? '' : 's'}`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
}
