import type { Block, ModelDescription, Stack, TensorStatistics } from '../../common/contracts/description';
import { formatBytes } from '../../common/text/format-bytes';
import { formatTable, oneLine } from '../output/table';
import type { ConfigParts } from './config-json';

/** What is known of a model, for people. */
export function configText(parts: ConfigParts): string {
  const { source, listTensors, statistics } = parts;
  const sections = [
    formatTable(factRows(parts)),
    blocksText(source.description),
    partsText(source.description),
    listTensors ? tensorsText(source.description) : '',
    statistics ? statisticsText(statistics) : '',
    source.problem === null ? '' : `It does not run here: ${source.problem}`,
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function factRows({ source: { description, info } }: ConfigParts): string[][] {
  const { memory, specialTokens } = description;
  const { architecture, className, kind, task, layers, heads, kvHeads, headSize, hiddenSize } = description;
  const facts: Record<string, string | number | null> = {
    ...{ architecture, className, kind, task, layers, heads, kvHeads, headSize, hiddenSize },
    vocabSize: description.vocabSize,
    maxPositions: info?.maxPositions ?? description.maxPositions,
    parameters: description.parameters?.total ?? null,
    dtypes: memory.dtypes.join(', '),
    weights: memory.weights === null ? null : formatBytes(memory.weights),
    cache: memory.cache && `${formatBytes(memory.cache.bytesPerToken)} for each token, ${memory.cache.dtype}`,
    labels: description.labels.names.map((label) => oneLine(label)).join(', '),
    specialTokens: specialTokens
      .map(({ role, id, token }) => [role, token, id].filter((each) => each !== null).join(' '))
      .join(', '),
    files: description.files.join(', '),
  };
  return Object.entries(facts).map(([name, value]) => [name, value === null || value === '' ? '-' : String(value)]);
}

function blocksText({ diagram }: ModelDescription): string {
  const rows = diagram.stacks.flatMap((stack) => stackRows(stack, diagram.stacks.length === 2));
  const end = [diagram.pooler, diagram.head].flatMap((block) => (block ? [blockRow(block, 0)] : []));
  return formatTable([...rows, ...end], { right: [1] });
}

function stackRows(stack: Stack, named: boolean): string[][] {
  const { name, layers, before, layer, after, layerParameters } = stack;
  const blocks = layer.flatMap(({ shared, branches }) => [...shared, ...branches.flat()]);
  return [
    ...(named ? [[name, '']] : []),
    ...before.map((block) => blockRow(block, 0)),
    [`${layers ?? '?'} x layer`, count(layerParameters)],
    ...blocks.map((block) => blockRow(block, 2)),
    ...after.map((block) => blockRow(block, 0)),
  ];
}

function blockRow(block: Block, indent: number): string[] {
  const kind =
    block.type === 'norm' ? (block.kind ?? 'norm') : block.type === 'plain' ? oneLine(block.name) : block.type;
  const of = 'of' in block ? ` (${block.of})` : '';
  const tied = block.type === 'head' && block.tied ? ', tied' : '';
  return [`${' '.repeat(indent)}${kind}${of}${tied}`, count(block.parameters)];
}

function partsText({ parameters, withoutTensors }: ModelDescription): string {
  if (parameters === null) return withoutTensors ?? '';
  return formatTable(
    parameters.parts.map(({ part, parameters: own }) => [
      part,
      count(own),
      `${((100 * own) / Math.max(1, parameters.total)).toFixed(1)} %`,
    ]),
    { right: [1, 2] },
  );
}

function tensorsText({ tensors, tensorCount }: ModelDescription): string {
  const rows = tensors.map(({ name, shape, dtype, parameters, role }) => [
    oneLine(name, 120),
    shape === null ? '-' : `[${shape.join(', ')}]`,
    dtype ?? '-',
    role === 'parameter' ? count(parameters) : role,
  ]);
  const more = tensorCount > tensors.length ? `\n${tensorCount - tensors.length} more are not listed.` : '';
  return formatTable(rows, { right: [3] }) + more;
}

function statisticsText(statistics: TensorStatistics): string {
  const { name, histogram, ...numbers } = statistics;
  const rows = Object.entries(numbers).map(([key, value]) => [key, value === null ? '-' : String(value)]);
  const range = histogram === null ? [] : [['99.9 % in', `${histogram.from} to ${histogram.to}`]];
  return `${oneLine(name, 120)}\n${formatTable([...rows, ...range], { indent: 2 })}`;
}

function count(value: number | null): string {
  return value === null ? '-' : value.toLocaleString('en-US');
}
