import { type Comparison, ownedBy } from './comparison.js';
import { differingKeys } from './equal.js';
import { Dictionary, Name, type PdfObject, Reference, Stream } from './objects.js';
import { coversMuch } from './page-box.js';
import { reachable } from './references.js';

/** Keys of a cross-reference stream that belong to it and not to the trailer. */
const ofStream = ['Type', 'Size', 'Index', 'W', 'Filter', 'DecodeParms', 'Length', 'Prev', 'XRefStm', 'DL'];

/** The trailer must lead to the same catalog, keep encryption, and the first half of the identifier if it has one. */
export function changedTrailer({ file, signed, final, faults }: Comparison): void {
  const [size, before] = [final.trailer.get('Size'), signed.trailer.get('Size')];
  if (typeof size !== 'number' || (typeof before === 'number' && size < before))
    faults.add('trailer-changed');
  for (const key of differingKeys(file.bytes, signed.trailer, final.trailer)) {
    if (key === 'Root' || key === 'Encrypt') faults.add('trailer-changed');
    if (key === 'ID' && signed.trailer.get('ID') !== null && final.trailer.get('ID') !== null) {
      const [before] = signed.array(signed.trailer.get('ID')) ?? [];
      const [after] = final.array(final.trailer.get('ID')) ?? [];
      const same = new Dictionary();
      const other = new Dictionary();
      same.entries.set('ID', before ?? null);
      other.entries.set('ID', after ?? null);
      if (differingKeys(file.bytes, same, other).length > 0) faults.add('trailer-changed');
    }
    if (!ofStream.includes(key) && !['Root', 'Encrypt', 'ID', 'Info'].includes(key))
      faults.add('trailer-changed');
  }
}

/** Later versions may be announced, validation data added; the form is judged by rules of its own. */
export function changedCatalog(
  comparison: Comparison,
): { before: Dictionary; after: Dictionary } | undefined {
  const { file, signed, final, faults } = comparison;
  const before = signed.catalog();
  const after = final.catalog();
  const root = signed.trailer.get('Root');
  if (!(root instanceof Reference)) {
    faults.add('trailer-changed');
    return undefined;
  }
  comparison.explained.add(root.number);
  for (const key of differingKeys(file.bytes, before, after)) {
    if (after.repeated.includes(key)) faults.add('catalog-key-twice');
    if (key === 'Version' && after.get('Version') instanceof Name) continue;
    if (key === 'Extensions' && isPlain(after.get('Extensions'))) continue;
    if (key !== 'DSS' && key !== 'AcroForm') faults.add('catalog-changed');
  }
  changedValidationData(comparison, root.number, before.get('DSS'), after.get('DSS'));
  return { before, after };
}

function isPlain(value: PdfObject): boolean {
  return value instanceof Dictionary;
}

const ofStore = ['Type', 'VRI', 'Certs', 'CRLs', 'OCSPs'];

/** The document security store (ISO 32000-2 §12.8.4.3): may grow in its own dictionaries and arrays. */
function changedValidationData(
  comparison: Comparison,
  root: number,
  before: PdfObject,
  after: PdfObject,
): void {
  const { signed, final, changed, explained, kinds, faults } = comparison;
  if (before === null && after === null) return;
  const store = final.dictionary(after);
  if (!store || store.repeated.length > 0) {
    faults.add('validation-data-removed');
    return;
  }
  if ([...store.entries.keys()].some((key) => !ofStore.includes(key)))
    faults.add('validation-data-malformed');
  const owned = reachable(signed, before);
  const owners = new Set([...owned, root]);
  let grown = before === null;
  for (const number of reachable(final, after)) {
    const change = changed.get(number);
    if (!change) continue;
    grown = true;
    const streams =
      change.before instanceof Stream || (change.before !== undefined && change.after instanceof Stream);
    if (streams || !ownedBy(comparison, number, owners)) faults.add('validation-data-elsewhere');
    else if (change.before !== undefined && !owned.has(number)) faults.add('validation-data-elsewhere');
    else explained.add(number);
  }
  if (grown) kinds.add('validation');
}

/** A page may gain widgets of the signature fields added, and nothing else. */
export function changedPages(comparison: Comparison): void {
  const { file, signed, final, changed, explained, faults } = comparison;
  for (const [number, { before, after }] of changed) {
    if (explained.has(number)) continue;
    if (before instanceof Dictionary && after instanceof Dictionary && before.name('Type') === 'Page') {
      if (
        differingKeys(file.bytes, before, after).some((key) => key !== 'Annots') ||
        after.repeated.length > 0
      ) {
        faults.add('page-changed');
        continue;
      }
      explained.add(number);
      gained(comparison, signed.array(before.get('Annots')) ?? [], final.array(after.get('Annots')), before);
    }
    if (!Array.isArray(before) || !Array.isArray(after) || !isOnlyAnnotations(comparison, number)) continue;
    explained.add(number);
    for (const owner of comparison.referrers.get(number)?.keys() ?? [])
      gained(comparison, before, after, signed.dictionary(new Reference(owner, 0)));
  }
}

/** Whether an array serves as the /Annots of pages and as nothing else. */
function isOnlyAnnotations({ signed, referrers }: Comparison, number: number): boolean {
  const by = [...(referrers.get(number) ?? [])];
  return (
    by.length > 0 &&
    by.every(([owner, times]) => {
      const page = signed.object(owner);
      if (times !== 1 || !(page instanceof Dictionary) || page.name('Type') !== 'Page') return false;
      const annotations = page.get('Annots');
      return annotations instanceof Reference && annotations.number === number;
    })
  );
}

function gained(
  comparison: Comparison,
  before: PdfObject[],
  after: PdfObject[] | undefined,
  page: Dictionary | undefined,
): void {
  const kept = before.every((item, index) => {
    const now = after?.[index];
    return item instanceof Reference ? now instanceof Reference && now.number === item.number : now === item;
  });
  const added = after?.slice(before.length) ?? [];
  const widgets = added.every((item) => item instanceof Reference && comparison.newWidgets.has(item.number));
  if (!after || !kept || !widgets) comparison.faults.add('annotation-changed');
  const shown = added.flatMap((item) => comparison.final.dictionary(item) ?? []);
  if (coversMuch(comparison.final, shown, page)) comparison.faults.add('signature-covers-the-page');
}

/** Document information: the date and program of the last change, as every writer notes them. */
export function changedInfo({
  file,
  signed,
  final,
  changed,
  explained,
  referrers,
  faults,
}: Comparison): void {
  const before = signed.trailer.get('Info');
  const after = final.trailer.get('Info');
  const was = signed.dictionary(before) ?? new Dictionary();
  const is = final.dictionary(after) ?? new Dictionary();
  const keys = differingKeys(file.bytes, was, is);
  if (keys.some((key) => key !== 'ModDate' && key !== 'Producer')) faults.add('information-changed');
  for (const reference of [before, after])
    if (reference instanceof Reference && changed.has(reference.number) && !referrers.has(reference.number))
      explained.add(reference.number);
}
