import { children, each, readDer, tags, toOid } from '#src/trust/asn1/read.js';
import { toText } from '#src/trust/asn1/text.js';

export type QualifiedType = 'esign' | 'eseal' | 'web';

/** What a certificate says about itself in QCStatements (ETSI EN 319 412-5). */
export interface QualifiedStatements {
  /** Declared qualified (esi4-qcStatement-1). */
  readonly qualified: boolean;
  /** Key kept on a qualified device (esi4-qcStatement-4). */
  readonly qscd: boolean;
  /** Declared types; empty means electronic signature, as before eIDAS. */
  readonly types: readonly QualifiedType[];
  /** Countries of the law that qualifies, where it isn't the Union's. */
  readonly countries: readonly string[];
}

const types: Readonly<Record<string, QualifiedType>> = {
  '0.4.0.1862.1.6.1': 'esign',
  '0.4.0.1862.1.6.2': 'eseal',
  '0.4.0.1862.1.6.3': 'web',
};

export function readQualifiedStatements(value: Uint8Array): QualifiedStatements {
  const statements = new Map(
    children(readDer(value, tags.sequence)).map((statement) => {
      const [id, info] = children(statement, tags.sequence);
      return [id ? toOid(id) : '', info] as const;
    }),
  );
  const declared = statements.get('0.4.0.1862.1.6');
  const countries = statements.get('0.4.0.1862.1.7');
  return {
    qualified: statements.has('0.4.0.1862.1.1'),
    qscd: statements.has('0.4.0.1862.1.4'),
    types: declared ? [...each(declared)].flatMap((type) => types[toOid(type)] ?? []) : [],
    countries: countries ? [...each(countries)].flatMap((country) => toText(country) ?? []) : [],
  };
}
