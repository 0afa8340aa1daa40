// Words that names of generated models consist of. The organisations are invented.

export const authors = [
  'alpine-nlp',
  'northwind-ai',
  'lowland-labs',
  'textworks',
  'cedar-research',
  'opendocs',
  'harbour-ml',
  'lingua-lab',
  'quietvoice',
  'papertrail',
  'studio-tokens',
  'riverbank',
  'm-okafor',
  'j-lindqvist',
  's-takahashi',
  'ana-ribeiro',
] as const;

interface Language {
  readonly name: string;
  readonly code: string;
}

export const languages: readonly [Language, ...Language[]] = [
  { name: 'english', code: 'en' },
  { name: 'german', code: 'de' },
  { name: 'french', code: 'fr' },
  { name: 'spanish', code: 'es' },
  { name: 'portuguese', code: 'pt' },
  { name: 'japanese', code: 'ja' },
  { name: 'hindi', code: 'hi' },
  { name: 'multilingual', code: 'multilingual' },
];

export const corpora = [
  'news',
  'reviews',
  'tweets',
  'legal',
  'clinical',
  'finance',
  'wiki',
  'support-tickets',
  'forum',
  'code-comments',
] as const;

export const licenses = ['apache-2.0', 'mit', 'cc-by-4.0', 'cc-by-nc-4.0', 'openrail', 'other'] as const;
