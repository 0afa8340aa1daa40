import { join } from 'node:path';
import { filesOfFolder, type RepoSpec, syntheticContent } from '../../hub-server/start-hub.mts';

const fixtures = join(import.meta.dirname, '../../fixtures/models');

/** What both clients are tried on: a real model with folders, large, empty and oddly named files, refusals. */
export const repos: readonly RepoSpec[] = [
  {
    id: 'fixtures/roberta-sentiment',
    files: {
      ...filesOfFolder(join(fixtures, 'roberta-sentiment')),
      'empty.txt': '',
      'a folder/ünï #1 100%.json': '{}',
      'large.bin': syntheticContent('large', 12_000_001),
    },
    task: 'text-classification',
    license: 'apache-2.0',
    languages: ['en'],
    downloads: 70_000,
    likes: 12,
  },
  { id: 'fixtures/gated', files: { 'config.json': '{}' }, gated: 'manual', downloads: 5 },
  { id: 'fixtures/private', files: { 'config.json': '{}' }, private: true, downloads: 4 },
  { id: 'fixtures/disabled', files: { 'config.json': '{}' }, disabled: true, downloads: 3 },
  {
    id: 'fixtures/many-files',
    files: Object.fromEntries(
      Array.from({ length: 2500 }, (_, index) => [`part-${index}/${index}.txt`, String(index)]),
    ),
    downloads: 2,
  },
];
