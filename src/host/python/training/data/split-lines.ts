import type { RunFile } from '../../../../common/contracts/training/run-file';
import { answerOf, type Part, type ScriptParams } from '../script-params';

/**
 * The lines that part `train` by the seed into the rows that the run trains on and those that it evaluates: the same rows
 * as `splitRows` of the engine gives, in the same order.
 */
export function splitLines(params: ScriptParams): Part {
  const { run } = params;
  const kept = run.validation_file === undefined ? run.validation_size : undefined;
  if (kept === undefined && run.train_size === undefined) return { lines: [], imports: [] };
  const isStratified = answerOf(params) === 'one-label';
  const sizes = [
    `kept = ${kept === undefined ? '0' : sizeOf(kept, 'math.ceil')}`,
    ...(run.train_size === undefined ? [] : [`used = ${sizeOf(run.train_size, 'int')}`]),
  ];
  const end = run.train_size === undefined ? '' : 'kept + used';
  const lines = [
    '',
    '',
    ...drawing(run),
    '# The same rows as in Model Lens.',
    'order = sorted(range(len(train)), key=draw)',
    ...(isStratified ? stratifying : []),
    ...sizes,
    ...(kept === undefined ? [] : ['validation = train.select(sorted(order[:kept]))']),
    `train = train.select(sorted(order[kept:${end}]))`,
  ];
  const needsMath = kept !== undefined && kept < 1;
  return {
    lines,
    imports: [...(isStratified ? (['collections'] as const) : []), ...(needsMath ? (['math'] as const) : [])],
  };
}

function sizeOf(size: number, rounding: string): string {
  return size < 1 ? `${rounding}(${size} * len(train))` : String(Math.floor(size));
}

/** Philox 4x32-10 as in `split-rows.ts`: each row has a number that follows from its place and the seed alone. */
function drawing({ seed }: RunFile): string[] {
  return [
    'def draw(row):',
    '    """The random number of a row, from 0 to 1 (Philox 4x32-10, keyed by the seed)."""',
    '    a, b, c, d = row, 0, 0x73706C74, 0',
    `    k, l = ${seed % 2 ** 32}, ${Math.floor(seed / 2 ** 32)}`,
    '    for _ in range(10):',
    '        x, y = a * 0xD2511F53, c * 0xCD9E8D57',
    '        a, b, c, d = y >> 32 ^ b ^ k, y & 0xFFFFFFFF, x >> 32 ^ d ^ l, x & 0xFFFFFFFF',
    '        k, l = k + 0x9E3779B9 & 0xFFFFFFFF, l + 0xBB67AE85 & 0xFFFFFFFF',
    '    return ((a >> 5) * 2**26 + (b >> 6)) / 2**53',
    '',
    '',
  ];
}

const stratifying = [
  '# Each part has the labels in like shares.',
  'labels, seen, place = train["labels"], Counter(), {}',
  'count = Counter(labels)',
  'for row in order:',
  '    label = labels[row]',
  '    seen[label] += 1',
  '    place[row] = (seen[label] - 0.5) / count[label]',
  'order.sort(key=place.get)',
];
