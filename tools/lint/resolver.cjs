// Resolves relative imports without extension to their TypeScript file, for the layer rule.
const { existsSync } = require('node:fs');
const { dirname, resolve } = require('node:path');

exports.interfaceVersion = 2;
exports.resolve = (source, file) => {
  if (!source.startsWith('.')) return { found: false };
  const base = resolve(dirname(file), source);
  const path = [base, `${base}.ts`, `${base}/index.ts`].find(
    (candidate) => candidate.endsWith('.ts') && existsSync(candidate),
  );
  return path ? { found: true, path } : { found: false };
};
