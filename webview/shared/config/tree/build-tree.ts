import type { DescribedTensor } from '../../../../src/common/contracts/description';

/** A module, or a tensor (`tensor` is then its index in the list). */
export interface TreeNode {
  /** Names it among all nodes. */
  readonly path: string;
  readonly label: string;
  /** The modules and tensors below it; empty for a tensor. */
  readonly children: readonly TreeNode[];
  readonly parameters: number;
  readonly tensor: number | null;
  /** How many numbered modules there are below it; 0 where they are not numbered. */
  readonly numbered: number;
}

/** Deeper names are not taken apart. */
const deepest = 16;
/** From so many numbered modules on, all but the first are folded into one line. */
const foldedFrom = 3;

interface Branch {
  readonly children: Map<string, Branch>;
  readonly tensors: { readonly label: string; readonly index: number }[];
}

const emptyBranch = (): Branch => ({ children: new Map(), tensors: [] });

/**
 * The tensors of a model by the modules in their names, in the order of the layers. A module that holds nothing but
 * tensors is written on their lines (`q_proj.weight`), one that holds a single module on that one's (`encoder.layer`).
 */
export function buildTree(tensors: readonly DescribedTensor[]): TreeNode[] {
  const root = emptyBranch();
  tensors.forEach(({ name }, index) => insert(root, name, index));
  return childrenOf(root, '', tensors);
}

function insert(root: Branch, name: string, index: number): void {
  const all = name.split('.');
  const names = all.length > deepest ? [...all.slice(0, deepest - 1), all.slice(deepest - 1).join('.')] : all;
  let branch = root;
  for (const module of names.slice(0, -1)) {
    const next = branch.children.get(module) ?? emptyBranch();
    branch.children.set(module, next);
    branch = next;
  }
  branch.tensors.push({ label: names.at(-1) ?? name, index });
}

function childrenOf(branch: Branch, path: string, tensors: readonly DescribedTensor[]): TreeNode[] {
  const modules = [...branch.children].flatMap(([name, child]) => nodesOf(name, child, path, tensors));
  const own = branch.tensors.map(({ label, index }) => leaf(label, index, path, tensors));
  const nodes = [...modules, ...own];
  const isNumbered = modules.length > 0 && own.length === 0 && modules.every(({ label }) => /^\d+$/.test(label));
  return isNumbered
    ? fold(
        nodes.toSorted((a, b) => Number(a.label) - Number(b.label)),
        path,
      )
    : nodes;
}

function nodesOf(name: string, branch: Branch, above: string, tensors: readonly DescribedTensor[]): TreeNode[] {
  const path = `${above}${name}.`;
  const isNumber = /^\d+$/.test(name);
  if (branch.children.size === 0 && !isNumber) {
    return branch.tensors.map(({ label, index }) => leaf(`${name}.${label}`, index, path, tensors));
  }
  const children = childrenOf(branch, path, tensors);
  const [only] = children;
  if (children.length === 1 && only && only.tensor === null && !isNumber && !/^\d/.test(only.label)) {
    return [{ ...only, label: `${name}.${only.label}` }];
  }
  const numbered = [...branch.children.keys()].every((key) => /^\d+$/.test(key)) ? branch.children.size : 0;
  return [{ path, label: name, children, parameters: sum(children), tensor: null, numbered }];
}

function leaf(label: string, index: number, path: string, tensors: readonly DescribedTensor[]): TreeNode {
  const parameters = tensors[index]?.parameters ?? 0;
  return { path: `${path}#${index}`, label, children: [], parameters, tensor: index, numbered: 0 };
}

/** `0`, and `1 … 23` in one line. */
function fold(nodes: readonly TreeNode[], path: string): TreeNode[] {
  const [first, ...others] = nodes;
  const last = others.at(-1);
  if (!first || !last || nodes.length < foldedFrom) return [...nodes];
  const label = `${others[0]?.label ?? ''} … ${last.label}`;
  const folded = { path: `${path}*`, label, children: others, parameters: sum(others), tensor: null, numbered: 0 };
  return [first, folded];
}

function sum(nodes: readonly TreeNode[]): number {
  return nodes.reduce((total, { parameters }) => total + parameters, 0);
}
