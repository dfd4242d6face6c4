import type { DomUtils } from 'htmlparser2';

type Node = Parameters<typeof DomUtils.textContent>[0];

/** The words that a reader sees, spaces of every kind as one ordinary space, so that they compare. */
export function wordsOf(node: Node): string {
  return plain(textOf(node));
}

/** Any blank as one ordinary space. */
export function plain(text: string): string {
  return text.replace(/[\s\u00a0\u202f]+/g, ' ').trim();
}

function textOf(node: Node): string {
  if (Array.isArray(node)) return node.map(textOf).join('');
  if ('data' in node && node.type === 'text') return node.data as string;
  if (!('children' in node) || ('name' in node && ['script', 'style', 'head'].includes(node.name as string)))
    return '';
  const inner = node.children.map((each) => textOf(each)).join('');
  return 'name' in node && inlineNames.has(node.name as string) ? inner : ` ${inner} `;
}

const inlineNames = new Set([
  'a',
  'abbr',
  'b',
  'em',
  'i',
  'span',
  'strong',
  'time',
  'kbd',
  'mark',
  'small',
  'code',
]);
