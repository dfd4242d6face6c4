import { createPrivateKey, webcrypto, X509Certificate } from 'node:crypto';
import type { Certificate, PrivateKeyInfo as KeyInfo, SafeContents } from 'pkijs';
import type { SigningKey } from '#src/trust/cms/build.js';

/**
 * Reads the key of a PKCS#12 file, its certificate and the issuers that come with it.
 * Throws where the password is wrong, where there is no key, or more than one.
 */
export async function readPkcs12(bytes: Uint8Array, password: string): Promise<SigningKey> {
  // Loaded when a key is opened: nothing else needs it, and it is large.
  const { CertBag, CryptoEngine, PFX, PKCS8ShroudedKeyBag, PrivateKeyInfo, setEngine } = await import(
    'pkijs'
  );
  const engine = new CryptoEngine({
    name: 'node',
    crypto: webcrypto as never,
    subtle: webcrypto.subtle as never,
  });
  setEngine('node', engine);
  const secret = Uint8Array.from(Buffer.from(password, 'utf8')).buffer;
  const pfx = PFX.fromBER(Uint8Array.from(bytes).buffer);
  await pfx.parseInternalValues({ password: secret, checkIntegrity: true });
  const safe = pfx.parsedValue?.authenticatedSafe;
  if (!safe) throw new Error('The PKCS#12 file holds nothing');
  await safe.parseInternalValues({
    safeContents: safe.safeContents.map(() => ({ password: secret })) as never,
  });
  const contents: { value: SafeContents }[] = safe.parsedValue.safeContents;
  const keys: KeyInfo[] = [];
  const certificates: Uint8Array[] = [];
  for (const bag of contents.flatMap(({ value }) => value.safeBags)) {
    const value: unknown = bag.bagValue;
    if (value instanceof PrivateKeyInfo) keys.push(value);
    if (value instanceof PKCS8ShroudedKeyBag) {
      // The method is declared protected, yet it is the only way to a key once the safe is open.
      await (value as unknown as { parseInternalValues(p: object): Promise<void> }).parseInternalValues({
        password: secret,
      });
      if (value.parsedValue) keys.push(value.parsedValue);
    }
    if (value instanceof CertBag && value.parsedValue)
      certificates.push(new Uint8Array((value.parsedValue as Certificate).toSchema().toBER()));
  }
  const [only, another] = keys;
  if (!only || another) throw new Error('The PKCS#12 file must hold one key');
  const key = createPrivateKey({
    key: Buffer.from(only.toSchema().toBER()),
    format: 'der',
    type: 'pkcs8',
  });
  const certificate = certificates.find((one) => new X509Certificate(one).checkPrivateKey(key));
  if (!certificate) throw new Error('The PKCS#12 file holds no certificate for its key');
  return { key, certificate, chain: certificates.filter((one) => one !== certificate && !isRoot(one)) };
}

function isRoot(certificate: Uint8Array): boolean {
  const { subject, issuer } = new X509Certificate(certificate);
  return subject === issuer;
}
