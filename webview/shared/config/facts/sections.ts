import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type {
  ConfigField,
  ModelDescription,
  ModelMemory,
  SpecialToken,
} from '../../../../src/common/contracts/description';
import { formatBytes, formatCount } from '../../format/numbers';
import { factList, type Fact } from './fact-list';

/** So many labels are named at once; the rest unfolds. */
const labelsShown = 8;

/** config.json by field name: what decides the computation, and the rest unfolded. */
export function configurationSection(fields: readonly ConfigField[], onOpen: () => void): TemplateResult {
  const others = fields.filter(({ isMain }) => !isMain);
  return html`<section aria-labelledby="configuration">
    <div class="section-head">
      <h2 id="configuration">${t('Configuration')}</h2>
      <button class="link" title=${t('Open the raw JSON in an editor')} @click=${onOpen}>config.json</button>
    </div>
    ${factList(fields.filter(({ isMain }) => isMain).map(fieldFact))}
    ${
      others.length === 0
        ? nothing
        : html`<details>
            <summary>${others.length === 1 ? t('1 more field') : t('{0} more fields', others.length)}</summary>
            ${factList(others.map(fieldFact))}
          </details>`
    }
  </section>`;
}

function fieldFact({ name, value, isDefault }: ConfigField): Fact {
  const fact = { name, value: fieldValue(name, value), mono: true };
  if (!isDefault) return fact;
  return { ...fact, dim: true, more: t('default'), title: t('Not in config.json: the default of the class') };
}

/** Sizes with a comma between thousands; ids and everything else as it is written. */
function fieldValue(name: string, value: string): string {
  return /^\d{4,15}$/.test(value) && !name.endsWith('token_id') ? formatCount(Number(value)) : value;
}

export function memorySection(memory: ModelMemory): TemplateResult {
  const facts = memoryFacts(memory);
  if (facts.length === 0) return html`${nothing}`;
  return html`<section aria-labelledby="memory">
    <h2 id="memory">${t('Memory')}</h2>
    ${factList(facts)}
  </section>`;
}

function memoryFacts({ weights, dtypes, float32, cache }: ModelMemory): Fact[] {
  const isFloat32 = dtypes.length === 1 && dtypes[0] === 'float32';
  const facts: Fact[] = [];
  if (weights !== null) facts.push(bytesFact(t('weights, {0}', dtypes.slice(0, 3).join(', ')), weights));
  if (float32 !== null && !isFloat32) facts.push(bytesFact(t('weights, float32'), float32));
  if (cache === null) return facts;
  facts.push({
    ...bytesFact(t('cache for each token'), cache.bytesPerToken),
    title: t('Keys and values of all layers, in {0}', cache.dtype),
  });
  if (cache.maxTokens !== null && cache.bytesAtMost !== null) {
    facts.push(bytesFact(t('cache at {0} tokens', formatCount(cache.maxTokens)), cache.bytesAtMost));
  }
  return facts;
}

function bytesFact(name: string, bytes: number): Fact {
  return { name, value: formatBytes(bytes), title: t('{0} bytes', formatCount(bytes)) };
}

export function specialTokensSection(tokens: readonly SpecialToken[]): TemplateResult {
  if (tokens.length === 0) return html`${nothing}`;
  return html`<section aria-labelledby="special-tokens">
    <h2 id="special-tokens">${t('Special tokens')}</h2>
    ${factList(groupRoles(tokens))}
  </section>`;
}

/** Roles of one token share a line. */
function groupRoles(tokens: readonly SpecialToken[]): Fact[] {
  const groups = new Map<string, { roles: string[]; token: SpecialToken }>();
  for (const token of tokens) {
    const key = `${token.id ?? ''} ${token.token ?? ''}`;
    const group = groups.get(key) ?? { roles: [], token };
    group.roles.push(token.role.replaceAll('_', ' '));
    groups.set(key, group);
  }
  return [...groups.values()].map(({ roles, token: { id, token } }) => {
    const name = [...new Set(roles)].join(', ');
    if (id === null) return { name, value: t('none'), dim: true };
    return token === null ? { name, value: String(id) } : { name, value: token, more: String(id), mono: false };
  });
}

export function labelsSection({ count, names }: ModelDescription['labels']): TemplateResult {
  if (count === 0) return html`${nothing}`;
  const facts = names.map((label, id): Fact => ({ name: String(id), value: label }));
  return html`<section aria-labelledby="labels">
    <h2 id="labels">${t('Labels')} <span>${formatCount(count)}</span></h2>
    ${factList(facts.slice(0, labelsShown))}
    ${
      facts.length <= labelsShown
        ? nothing
        : html`<details>
            <summary>${t('{0} more labels', formatCount(count - labelsShown))}</summary>
            ${factList(facts.slice(labelsShown))}
          </details>`
    }
  </section>`;
}
