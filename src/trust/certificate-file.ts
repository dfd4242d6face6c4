import { isPem, readPem } from './asn1/pem.js';
import {
  children,
  type Der,
  each,
  expect,
  MalformedDer,
  only,
  raw,
  readDer,
  tags,
  toOid,
} from './asn1/read.js';
import { type Certificate, readCertificate } from './certificate.js';

const signedData = '1.2.840.113549.1.7.2';

/**
 * Reads the certificates of a file: one DER certificate, PEM blocks, or a PKCS#7 (.p7b, PEM or DER).
 * The order is the file's. Throws `MalformedDer` where there is none.
 */
export function readCertificates(bytes: Uint8Array): Certificate[] {
  const encodings = isPem(bytes) ? fromPem(bytes) : fromDer(bytes);
  if (encodings.length === 0) throw new MalformedDer('no certificate in the file');
  return encodings.map(readCertificate);
}

function fromPem(bytes: Uint8Array): Uint8Array[] {
  return readPem(Buffer.from(bytes).toString('latin1')).flatMap(({ label, der }) => {
    if (label === 'PKCS7' || label === 'CMS') return fromDer(der);
    return /^(X509 )?CERTIFICATE$/.test(label) ? [der] : [];
  });
}

function fromDer(bytes: Uint8Array): Uint8Array[] {
  const outer = readDer(bytes, tags.sequence);
  const [first, wrapped] = each(outer);
  if (first?.tag !== tags.oid) return [bytes];
  if (toOid(first) !== signedData || !wrapped) throw new MalformedDer('not a PKCS#7 of certificates');
  return certificatesOf(only(wrapped));
}

/** Certificates of a SignedData; other choices (attribute certificates) are left out. */
function certificatesOf(data: Der): Uint8Array[] {
  const bag = children(expect(data, tags.sequence)).find((field) => field.tag === 0xa0);
  return bag ? [...each(bag)].flatMap((one) => (one.tag === tags.sequence ? [raw(one)] : [])) : [];
}
