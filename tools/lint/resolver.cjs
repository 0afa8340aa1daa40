// Resolves relative imports without extension to their TypeScript file, for the layer rule.
const { existsSync } = require('node:fs');
const { dirname, resolve } = require('node:path');

exports.interfaceVersion = 2;
exports.resolve = (source, file) => {
  if (!source.startsWith('.')) return { found: false };
  const base = resolve(dirname(file), source);
  const candidates = [base, `${base}.ts`, `${base}/index.ts`];
  // A file that is not there yet still belongs to a layer by its path; that it is missing is the compiler's business.
  return { found: true, path: candidates.find((path) => path.endsWith('.ts') && existsSync(path)) ?? `${base}.ts` };
};
