import type { NodeSet } from './canonical.js';
import { type XmlDocument, XmlElement, XmlError } from './nodes.js';

/** A test on an element: its name, and values of attributes. */
type Test = (element: XmlElement) => boolean;

const step =
  /^([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*|\*)((?:\[@(?:[A-Za-z_][\w.-]*:)?[A-Za-z_][\w.-]*\s*=\s*(?:'[^']*'|"[^"]*")\])*)$/;
const predicate = /\[@(?:([A-Za-z_][\w.-]*):)?([A-Za-z_][\w.-]*)\s*=\s*(?:'([^']*)'|"([^"]*)")\]/g;

/** Reads « ds:Signature[@Id='a'] »; prefixes are those in scope where the expression is written. */
function readTest(text: string, scope: XmlElement): Test {
  const found = step.exec(text.trim());
  if (!found) throw new XmlError('xpath-not-supported');
  const [, prefix = '', local = '', conditions = ''] = found;
  const namespace = prefix === '' ? '' : lookup(scope, prefix.slice(0, -1));
  const wanted = [...conditions.matchAll(predicate)].map(([, own, name, single, double]) => ({
    namespace: own === undefined ? '' : lookup(scope, own),
    name,
    value: single ?? double ?? '',
  }));
  return (element) =>
    (local === '*' || element.local === local) &&
    ((local === '*' && prefix === '') || element.namespace === namespace) &&
    wanted.every(({ namespace: uri, name, value }) =>
      element.attributes.some((one) => one.local === name && one.namespace === uri && one.value === value),
    );
}

function lookup(scope: XmlElement, prefix: string): string {
  const found = scope.lookup(prefix);
  if (found === undefined) throw new XmlError('xpath-not-supported');
  return found;
}

function within(apex: XmlDocument | XmlElement, test: Test): XmlElement[] {
  const top = apex instanceof XmlElement ? apex : apex.root;
  const found = test(top) ? [top] : [];
  for (const node of top.descendants()) if (node instanceof XmlElement && test(node)) found.push(node);
  return found;
}

/** The expression by which the XPath filter spells out what « enveloped » means (RFC 3275 §6.6.4). */
const enveloped =
  /^count\(ancestor-or-self::(\w+:)?Signature\|here\(\)\/ancestor::(\w+:)?Signature\[1\]\)>count\(ancestor-or-self::(\w+:)?Signature\)$/;

/**
 * The XPath filter (W3C xmldsig-core §6.6.3), as signatures use it: a conjunction of « not under such
 * elements » and « under such an element ». Anything else is refused rather than guessed at.
 */
export function filterNodes(
  nodes: NodeSet,
  expression: string,
  scope: XmlElement,
  signature: XmlElement,
): NodeSet {
  const excluded = new Set(nodes.excluded);
  let { apex } = nodes;
  for (const term of expression.trim().split(/\s+and\s+/)) {
    if (enveloped.test(term.replace(/\s+/g, ''))) {
      excluded.add(signature);
      continue;
    }
    const negative = /^not\s*\(([\s\S]*)\)$/.exec(term.trim());
    const inside = (negative?.[1] ?? term).split(/\s+or\s+|\|/).map((part) => {
      const axis = /^\s*(?:boolean\s*\(\s*)?ancestor-or-self\s*::\s*([^()]*?)\s*\)?\s*$/.exec(part);
      if (!axis) throw new XmlError('xpath-not-supported');
      return within(apex, readTest(axis[1] ?? '', scope));
    });
    if (negative) for (const element of inside.flat()) excluded.add(element);
    else apex = onlyOne(inside.flat());
  }
  return { ...nodes, apex, excluded };
}

/** XPath Filter 2.0 (W3C xmldsig-filter2): subtract and intersect, by location paths. */
export function filterNodes2(nodes: NodeSet, filters: readonly XmlElement[], document: XmlDocument): NodeSet {
  const excluded = new Set(nodes.excluded);
  let { apex } = nodes;
  for (const filter of filters) {
    const kind = filter.attribute('Filter');
    const found = filter.text.split('|').flatMap((path) => select(path.trim(), filter, document));
    if (kind === 'subtract') for (const element of found) excluded.add(element);
    else if (kind === 'intersect') apex = narrow(apex, onlyOne(found));
    else throw new XmlError('xpath-not-supported');
  }
  return { ...nodes, apex, excluded };
}

function narrow(apex: XmlDocument | XmlElement, to: XmlElement): XmlDocument | XmlElement {
  if (!(apex instanceof XmlElement) || apex.holds(to)) return to;
  if (to.holds(apex)) return apex;
  throw new XmlError('xpath-selects-nothing');
}

function onlyOne(found: readonly XmlElement[]): XmlElement {
  const outermost = found.filter((one) => !found.some((other) => other !== one && other.holds(one)));
  const [only, another] = outermost;
  if (!only || another) throw new XmlError(only ? 'xpath-not-supported' : 'xpath-selects-nothing');
  return only;
}

/** Elements that a simple location path selects: //a, /descendant::a, /a/b, here()/ancestor::a[1], id('x'). */
function select(path: string, scope: XmlElement, document: XmlDocument): XmlElement[] {
  const here = /^here\(\)\/ancestor::(.+)\[1\]$/.exec(path.replace(/\s+/g, ''));
  if (here) {
    const test = readTest(here[1] ?? '', scope);
    for (const element of scope.line()) if (test(element)) return [element];
    return [];
  }
  const named = /^id\(\s*(?:'([^']*)'|"([^"]*)")\s*\)$/.exec(path);
  if (named) return [elementById(document, named[1] ?? named[2] ?? '')];
  const deep = /^\/(?:\/|descendant(?:-or-self)?::)([^/]+)$/.exec(path);
  if (deep) return within(document, readTest(deep[1] ?? '', scope));
  const steps = /^\/([^/].*)$/.exec(path)?.[1]?.split('/');
  if (!steps) throw new XmlError('xpath-not-supported');
  const tests = steps.map((text) => readTest(text.replace(/^child::/, ''), scope));
  let found = tests.shift()?.(document.root) ? [document.root] : [];
  for (const test of tests) found = found.flatMap((element) => element.elements.filter(test));
  return found;
}

const idNames = new Set(['Id', 'ID', 'id']);

/** Identifiers that an element carries, by the names in use (there is no DTD to say which attribute is one). */
function identifiers(element: XmlElement): string[] {
  return element.attributes
    .filter(
      (one) =>
        idNames.has(one.local) && (one.namespace === '' || one.prefix === 'xml' || one.prefix === 'wsu'),
    )
    .map((one) => one.value);
}

const indexes = new WeakMap<XmlDocument, Map<string, XmlElement[]>>();

/** Elements by identifier, made once for a document. */
function indexOf(document: XmlDocument): Map<string, XmlElement[]> {
  const known = indexes.get(document);
  if (known) return known;
  const index = new Map<string, XmlElement[]>();
  for (const element of within(document, () => true))
    for (const id of identifiers(element)) {
      const list = index.get(id);
      if (list) list.push(element);
      else index.set(id, [element]);
    }
  indexes.set(document, index);
  return index;
}

/** The one element with an identifier; throws where there is none, or another with the same. */
export function elementById(document: XmlDocument, id: string): XmlElement {
  const [only, another] = indexOf(document).get(id) ?? [];
  if (!only || another) throw new XmlError(only ? 'identifier-twice' : 'reference-to-nothing');
  return only;
}
