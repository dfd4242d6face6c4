import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { readAnchors, type TrustAnchor } from './anchors/anchor.js';
import { MalformedDer } from './asn1/read.js';
import type { Certificate } from './certificate.js';
import { readCertificates } from './certificate-file.js';
import { validatePath } from './path.js';
import { type Crl, readCrls } from './revocation/crl.js';

interface BatchResult {
  readonly id: string;
  /** As written in the table; « - » where nothing is expected. */
  readonly expected: string;
  readonly verdict: 'valid' | 'invalid';
  readonly reason: string;
}

/**
 * Judges a table of paths, a line each, tab-separated: id, expected or « - », anchors;, untrusted;, leaf, crls;,
 * seconds since 1970, policies;, flags among explicit, inhibitmap, inhibitany. Files are PEM or DER, relative to
 * the table's folder or to the current one; each is read once. Lines that begin with « # » are left out. Legacy algorithms are believed:
 * test suites are older than today's rules.
 */
export function* judgeBatch(table: string): Generator<BatchResult> {
  const folder = dirname(table);
  const read = fileReader(folder);
  for (const line of readFileSync(table, 'utf8').split(/\r?\n/)) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const [id = '', expected = '-', ...columns] = line.split('\t');
    yield { id, expected, ...judgeLine(columns, read) };
  }
}

type Read = ReturnType<typeof fileReader>;

function judgeLine(columns: readonly string[], read: Read): Pick<BatchResult, 'verdict' | 'reason'> {
  const [anchors = '', untrusted = '', leaf = '', crls = '', seconds = '', policies = '', flags = ''] =
    columns;
  try {
    const [certificate] = read.certificates(leaf);
    if (!certificate || !/^\d+$/.test(seconds)) throw new MalformedDer('no leaf or no time');
    const wanted = flags.split(/[\s;,]+/);
    const { trust, reason } = validatePath({
      leaf: certificate,
      untrusted: list(untrusted).flatMap(readable(read.certificates)),
      anchors: list(anchors).flatMap(read.anchors),
      crls: list(crls).flatMap(readable(read.crls)),
      at: new Date(Number(seconds) * 1000),
      profile: 'legacy',
      policies: list(policies),
      explicitPolicy: wanted.includes('explicit'),
      inhibitMapping: wanted.includes('inhibitmap'),
      inhibitAny: wanted.includes('inhibitany'),
    });
    return { verdict: trust === 'trusted' ? 'valid' : 'invalid', reason };
  } catch (error) {
    if (error instanceof MalformedDer) return { verdict: 'invalid', reason: 'unreadable' };
    throw error;
  }
}

function list(column: string): string[] {
  return column.split(';').flatMap((part) => (part.trim() === '' ? [] : [part.trim()]));
}

/** What only helps (intermediates, CRLs) is left out where it can't be read. */
function readable<T>(read: (path: string) => T[]): (path: string) => T[] {
  return (path) => {
    try {
      return read(path);
    } catch (error) {
      if (error instanceof MalformedDer) return [];
      throw error;
    }
  };
}

/** Reads each file once. */
function fileReader(folder: string): {
  certificates: (path: string) => Certificate[];
  anchors: (path: string) => TrustAnchor[];
  crls: (path: string) => Crl[];
} {
  const place = (path: string): string => {
    const beside = resolve(folder, path);
    return existsSync(beside) ? beside : path;
  };
  const once = <T>(parse: (bytes: Uint8Array) => T): ((path: string) => T) => {
    const known = new Map<string, T>();
    return (path) => {
      const found = known.get(path) ?? parse(readFileSync(place(path)));
      known.set(path, found);
      return found;
    };
  };
  return {
    certificates: once(readCertificates),
    anchors: once(readAnchors),
    crls: once(readCrls),
  };
}
