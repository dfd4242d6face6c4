import { type Comparison, ownedBy } from './comparison.js';
import { differingKeys, equalObjects } from './equal.js';
import { type Field, readFields } from './fields.js';
import { Dictionary, type PdfObject, Reference, Stream } from './objects.js';
import { coversMuch } from './page-box.js';
import { eachReference } from './references.js';
import { type FoundSignature, locks, transform } from './signature.js';

/** The interactive form: signature fields may be added or signed, other fields filled. */
export function changedForm(
  comparison: Comparison,
  catalogs: { before: Dictionary; after: Dictionary },
  signature: FoundSignature,
): void {
  const { file, signed, final, changed, explained, kinds, faults } = comparison;
  const formReference = catalogs.before.get('AcroForm');
  const before = signed.dictionary(formReference) ?? new Dictionary();
  const after = final.dictionary(catalogs.after.get('AcroForm'));
  if (!after) {
    faults.add('form-removed');
    return;
  }
  if (after.repeated.length > 0) faults.add('form-key-twice');
  for (const reference of [formReference, catalogs.after.get('AcroForm')])
    if (reference instanceof Reference && changed.get(reference.number)?.after instanceof Dictionary)
      explained.add(reference.number);
  for (const key of differingKeys(file.bytes, before, after)) {
    if (key === 'NeedAppearances') kinds.add('form');
    else if (key === 'DR') addedResources(comparison, before.get(key), after.get(key));
    else if (key === 'DA' && before.get('DA') === null) continue;
    else if (key !== 'Fields' && key !== 'SigFlags') faults.add('form-changed');
  }
  addedFields(comparison, before.get('Fields'), after.get('Fields'));
  for (const field of readFields(signed)) changedField(comparison, field, signature);
}

/** Resources for appearances may be added beside those that were there. */
function addedResources(
  { file, signed, final, faults }: Comparison,
  before: PdfObject,
  after: PdfObject,
): void {
  const was = signed.dictionary(before) ?? new Dictionary();
  const is = final.dictionary(after) ?? new Dictionary();
  for (const [kind, old] of was.entries) {
    const kept = final.dictionary(is.get(kind));
    const listed = signed.dictionary(old);
    const same = listed
      ? kept && [...listed.entries].every(([key, value]) => equalObjects(file.bytes, value, kept.get(key)))
      : equalObjects(file.bytes, old, is.get(kind));
    if (!same) faults.add('form-resources-changed');
  }
}

/** Fields may be added behind those that were there, and only signature fields that are signed. */
function addedFields(comparison: Comparison, before: PdfObject, after: PdfObject): void {
  const { signed, final, changed, explained, faults, referrers } = comparison;
  const was = signed.array(before) ?? [];
  const is = final.array(after) ?? [];
  const kept = was.every((item, index) => {
    const now = is[index];
    return item instanceof Reference && now instanceof Reference && item.number === now.number;
  });
  if (!kept) faults.add('fields-changed');
  for (const reference of [before, after])
    if (reference instanceof Reference && changed.has(reference.number)) {
      const by = [...(referrers.get(reference.number)?.values() ?? [])];
      if (by.length <= 1 && by.every((times) => times === 1)) explained.add(reference.number);
    }
  for (const item of is.slice(was.length)) {
    const problem = item instanceof Reference ? addedField(comparison, item) : 'field-not-an-object';
    if (problem) faults.add(problem);
  }
}

/** Entries that a signature field or its widget may have: no action, nothing that runs. */
const ofSignatureField = new Set(
  'Type Subtype FT T TU TM V Rect P F Ff AP AS MK Border BS Lock SV DA DR Q NM M C Kids Parent StructParent H BM Lang'.split(
    ' ',
  ),
);

function addedField(comparison: Comparison, reference: Reference): string | undefined {
  const { changed, final, kinds, newWidgets } = comparison;
  const change = changed.get(reference.number);
  if (!change || change.before !== undefined || !(change.after instanceof Dictionary)) return 'field-not-new';
  const field = change.after;
  if (field.name('FT') !== 'Sig' || field.repeated.length > 0) return 'field-of-another-kind';
  if (field.entries.has('Parent')) return 'field-of-another-kind';
  const value = final.resolve(field.get('V'));
  if (!(value instanceof Dictionary)) return 'field-not-signed';
  const kids = final.array(field.get('Kids')) ?? [];
  const widgets = [reference, ...kids];
  for (const item of widgets) {
    const problem = item instanceof Reference ? addedWidget(comparison, item) : 'field-not-an-object';
    if (problem) return problem;
    newWidgets.add((item as Reference).number);
  }
  kinds.add(value.name('Type') === 'DocTimeStamp' ? 'validation' : 'signatures');
  return undefined;
}

function addedWidget({ changed }: Comparison, reference: Reference): string | undefined {
  const change = changed.get(reference.number);
  if (!change || change.before !== undefined || !(change.after instanceof Dictionary)) return 'field-not-new';
  const plain = [...change.after.entries.keys()].every((key) => ofSignatureField.has(key));
  return plain ? undefined : 'field-with-actions';
}

const whenSigned = new Set(['V', 'AP', 'AS', 'M']);
const whenFilled = new Set(['V', 'AP', 'AS', 'I', 'RV', 'M', 'MK']);

/** A field of the signed revision: an empty signature field may be signed, another one filled. */
function changedField(comparison: Comparison, field: Field, signature: FoundSignature): void {
  const { file, signed, changed, explained, kinds, faults } = comparison;
  const isSignature = field.type === 'Sig';
  for (const part of [{ number: field.number, dictionary: field.dictionary }, ...field.widgets]) {
    const change = part.number === undefined ? undefined : changed.get(part.number);
    if (part.number !== undefined)
      changedAppearance(comparison, field, part.number, part.dictionary, signature);
    if (part.number === undefined || !change || explained.has(part.number)) continue;
    const { after } = change;
    if (!(after instanceof Dictionary) || after.repeated.length > 0) continue;
    const keys = differingKeys(file.bytes, part.dictionary, after);
    if (isSignature) {
      const empty = signed.resolve(field.value) === null;
      const value = comparison.final.resolve(after.get('V'));
      const nowSigned = value instanceof Dictionary || !keys.includes('V');
      if (!empty || !nowSigned || !keys.every((key) => whenSigned.has(key))) continue;
      if (coversMuch(signed, [after], signed.dictionary(after.get('P'))))
        faults.add('signature-covers-the-page');
      const stamp = value instanceof Dictionary && value.name('Type') === 'DocTimeStamp';
      kinds.add(stamp ? 'validation' : 'signatures');
    } else {
      if (!keys.every((key) => whenFilled.has(key))) continue;
      filled(comparison, field, signature);
    }
    explained.add(part.number);
  }
}

/** Appearance streams of a filled field may be written anew where nothing else uses them. */
function changedAppearance(
  comparison: Comparison,
  field: Field,
  number: number,
  widget: Dictionary,
  signature: FoundSignature,
): void {
  if (field.type === 'Sig') return;
  eachReference(widget.get('AP'), (reference) => {
    const change = comparison.changed.get(reference.number);
    if (!(change?.before instanceof Stream) || !(change.after instanceof Stream)) return;
    const times = comparison.referrers.get(reference.number)?.get(number);
    let inAppearance = 0;
    eachReference(widget.get('AP'), (other) => {
      if (other.number === reference.number) inAppearance += 1;
    });
    if (times !== inAppearance || !ownedBy(comparison, reference.number, new Set([number]))) return;
    comparison.explained.add(reference.number);
    filled(comparison, field, signature);
  });
}

function filled({ signed, kinds, faults }: Comparison, field: Field, signature: FoundSignature): void {
  kinds.add('form');
  const parameters = signature.dictionary && transform(signed, signature.dictionary, 'FieldMDP');
  const own = signature.fieldNumber === undefined ? undefined : signed.object(signature.fieldNumber);
  const lock = own instanceof Dictionary ? signed.dictionary(own.get('Lock')) : undefined;
  if (locks(signed, parameters, field.name) || locks(signed, lock, field.name))
    faults.add('locked-field-changed');
}
