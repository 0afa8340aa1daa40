import { formatTable } from '../output/table';
import type { Verb } from './verb';
import { verbs } from './verbs';

/** What `model-lens --help` prints. */
export async function programHelp(): Promise<string> {
  const rows = await Promise.all(Object.entries(verbs).map(async ([name, load]) => [name, (await load()).summary]));
  return [
    'model-lens: see how Hugging Face models read text, offline and without Python.',
    '',
    'Usage: model-lens <verb> [options] [--json]',
    '',
    formatTable(rows, { indent: 2 }),
    '',
    'model-lens <verb> --help tells the options of a verb.',
    'With --json one JSON document is printed and nothing else. Exit codes: 0 done, 1 failed, 2 wrong usage.',
    '',
  ].join('\n');
}

/** What `model-lens <verb> --help` prints. */
export function verbHelp(name: string, { summary, options, arguments: places = [] }: Verb): string {
  const rows = Object.entries(options).map(([option, { value, many, help }]) => [
    `--${option}${value === undefined ? '' : ` ${value}`}`,
    many ? `${help} May be repeated.` : help,
  ]);
  const usage = ['model-lens', name, ...places.map((place) => place.name)].join(' ');
  const table = [...places.map((place) => [place.name, place.help]), ...rows];
  return [`${usage}: ${summary}`, '', formatTable(table, { indent: 2 }), ''].join('\n');
}
