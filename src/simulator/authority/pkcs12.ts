import { createHash, createHmac, type KeyObject, randomBytes } from 'node:crypto';
import { der } from '#src/trust/index.js';

const data = '1.2.840.113549.1.7.1';
const macRounds = 10_000;

/**
 * Writes a PKCS#12 file (RFC 7292): the key encrypted with AES-256 under the password, its certificate first,
 * then those of its authorities, and an HMAC-SHA-256 over all.
 */
export function writePkcs12(
  key: KeyObject,
  certificates: readonly Uint8Array[],
  password: string,
  name: string,
): Uint8Array {
  const [own] = certificates;
  if (!own) throw new Error('a PKCS#12 file holds the certificate of its key');
  const keyId = createHash('sha1').update(own).digest();
  const attributes = der.setOf(
    der.sequence(der.oid('1.2.840.113549.1.9.21'), der.setOf(der.octets(keyId))),
    der.sequence(der.oid('1.2.840.113549.1.9.20'), der.setOf(der.element(0x1e, bmp(name)))),
  );
  const shrouded = key.export({ type: 'pkcs8', format: 'der', cipher: 'aes-256-cbc', passphrase: password });
  const keyBag = der.sequence(der.oid('1.2.840.113549.1.12.10.1.2'), der.context(0, shrouded), attributes);
  const certificateBags = certificates.map((certificate, i) =>
    der.sequence(
      der.oid('1.2.840.113549.1.12.10.1.3'),
      der.context(
        0,
        der.sequence(der.oid('1.2.840.113549.1.9.22.1'), der.context(0, der.octets(certificate))),
      ),
      ...(i === 0 ? [attributes] : []),
    ),
  );
  const safe = der.sequence(contentOf(der.sequence(...certificateBags)), contentOf(der.sequence(keyBag)));
  return der.sequence(der.integer(3), contentOf(safe), mac(safe, password));
}

/** ContentInfo of type data. */
function contentOf(inner: Uint8Array): Uint8Array {
  return der.sequence(der.oid(data), der.context(0, der.octets(inner)));
}

function mac(safe: Uint8Array, password: string): Uint8Array {
  const salt = randomBytes(16);
  const value = createHmac('sha256', macKey(password, salt)).update(safe).digest();
  const digest = der.sequence(
    der.sequence(der.oid('2.16.840.1.101.3.4.2.1'), der.nothing),
    der.octets(value),
  );
  return der.sequence(digest, der.octets(salt), der.integer(macRounds));
}

/** Key derivation of RFC 7292 appendix B.2 for a MAC (ID 3): one block of SHA-256 is enough. */
function macKey(password: string, salt: Uint8Array): Uint8Array {
  const block = 64;
  const fill = (bytes: Uint8Array): Uint8Array => {
    const length = Math.ceil(bytes.length / block) * block;
    return Uint8Array.from({ length }, (_, i) => bytes[i % bytes.length] as number);
  };
  const secret = Buffer.concat([bmp(password), Buffer.alloc(2)]);
  let key = Buffer.concat([Buffer.alloc(block, 3), fill(salt), fill(secret)]);
  for (let round = 0; round < macRounds; round++) key = createHash('sha256').update(key).digest();
  return key;
}

/** UTF-16, most significant octet first, as BMPString wants. */
function bmp(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}
