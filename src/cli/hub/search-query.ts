import * as v from 'valibot';
import { searchQuerySchema, type HubSort, type SearchQuery } from '../../common/contracts/hub/repo';
import { LensError } from '../../common/errors/lens-error';
import type { Options, OptionSpecs } from '../arguments/options';

/** Short names beside the Hub's own. */
const sorts = {
  trending: 'trendingScore',
  downloads: 'downloads',
  likes: 'likes',
  recent: 'lastModified',
  trendingScore: 'trendingScore',
  lastModified: 'lastModified',
} as const satisfies Record<string, HubSort>;
const sortNames = Object.keys(sorts) as (keyof typeof sorts)[];

export const queryOptions: OptionSpecs = {
  task: { value: 'T', help: 'Models of this task, by its name on the Hub, such as text-classification.' },
  author: { value: 'A', help: 'Models of this person or organisation.' },
  library: { value: 'L', help: 'Models of this library, such as transformers or onnx.' },
  license: { value: 'L', help: 'Models under this licence, such as apache-2.0.' },
  sort: { value: 'S', help: 'What comes first: trending (as when left out), downloads, likes or recent.' },
};

/** What to search for, from the options that were given. @throws LensError `usage` */
export function searchQueryFrom(options: Options): SearchQuery {
  const query: SearchQuery = {
    text: options.argument('QUERY') ?? '',
    task: options.text('task'),
    author: options.text('author'),
    library: options.text('library'),
    license: options.text('license'),
    sort: sorts[options.choice('sort', sortNames) ?? 'trending'],
  };
  const checked = v.safeParse(searchQuerySchema, query);
  if (checked.success) return checked.output;
  const field = v.getDotPath(checked.issues[0]) ?? '';
  const what = field === 'text' ? 'QUERY' : `--${field}`;
  throw new LensError('usage', `${what} is empty, or too long for a search.`);
}
