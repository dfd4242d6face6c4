import { createHash, sign } from 'node:crypto';
import type { SigningKey } from '#src/trust/cms/build.js';
import { canonicalMethod, digestMethod, dsig } from './algorithms.js';
import { canonicalize } from './canonical.js';
import { XmlElement } from './nodes.js';
import { parseXml } from './parse.js';
import { checkReference } from './reference.js';

export const xades132 = 'http://uri.etsi.org/01903/v1.3.2#';
export const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';
export const inclusive = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
const sha256 = 'http://www.w3.org/2001/04/xmlenc#sha256';

export const enveloped = `<ds:Transform Algorithm="${dsig}enveloped-signature"/>`;
export const transform = (algorithm: string, inside = '') =>
  `<ds:Transform Algorithm="${algorithm}">${inside}</ds:Transform>`;

export interface SignatureTemplate {
  readonly signer: SigningKey;
  readonly id?: string;
  readonly references: readonly { readonly uri: string; readonly transforms?: string }[];
  readonly canonicalization?: string;
  /** Namespace of XAdES; a plain XML signature without it. */
  readonly xades?: string;
  readonly policy?: string;
  readonly role?: string;
  readonly object?: string;
}

/** A Signature element whose digests and value are still empty. */
export function signatureTemplate(template: SignatureTemplate): string {
  const { signer, id = 'S1', canonicalization = exclusive } = template;
  const type = signer.key.asymmetricKeyType;
  const method = `http://www.w3.org/2001/04/xmldsig-more#${type === 'ec' ? 'ecdsa' : 'rsa'}-sha256`;
  const digest = `<ds:DigestMethod Algorithm="${sha256}"/><ds:DigestValue></ds:DigestValue>`;
  const references = template.references.map(
    ({ uri, transforms }) =>
      `<ds:Reference URI="${uri}">${transforms ? `<ds:Transforms>${transforms}</ds:Transforms>` : ''}${digest}</ds:Reference>`,
  );
  if (template.xades)
    references.push(
      `<ds:Reference Type="http://uri.etsi.org/01903#SignedProperties" URI="#${id}-props"><ds:Transforms>${transform(exclusive)}</ds:Transforms>${digest}</ds:Reference>`,
    );
  return (
    `<ds:Signature xmlns:ds="${dsig}" Id="${id}"><ds:SignedInfo>` +
    `<ds:CanonicalizationMethod Algorithm="${canonicalization}"/><ds:SignatureMethod Algorithm="${method}"/>` +
    `${references.join('')}</ds:SignedInfo><ds:SignatureValue Id="${id}-value"></ds:SignatureValue>` +
    `<ds:KeyInfo><ds:X509Data><ds:X509Certificate>${Buffer.from(signer.certificate).toString('base64')}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>` +
    `${template.object ?? ''}${template.xades ? qualifying(template, id) : ''}</ds:Signature>`
  );
}

function qualifying({ signer, xades = '', policy, role }: SignatureTemplate, id: string): string {
  const own = xades === xades132 ? 'ds' : 'xad';
  const hash = createHash('sha256').update(signer.certificate).digest('base64');
  const named = `<xad:CertDigest><${own}:DigestMethod Algorithm="${sha256}"/><${own}:DigestValue>${hash}</${own}:DigestValue></xad:CertDigest>`;
  const policyText = policy
    ? `<xad:SignaturePolicyIdentifier><xad:SignaturePolicyId><xad:SigPolicyId><xad:Identifier>${policy}</xad:Identifier></xad:SigPolicyId></xad:SignaturePolicyId></xad:SignaturePolicyIdentifier>`
    : '';
  const roleText = role
    ? `<xad:SignerRole><xad:ClaimedRoles><xad:ClaimedRole>${role}</xad:ClaimedRole></xad:ClaimedRoles></xad:SignerRole>`
    : '';
  return (
    `<ds:Object><xad:QualifyingProperties xmlns:xad="${xades}" Target="#${id}"><xad:SignedProperties Id="${id}-props">` +
    `<xad:SignedSignatureProperties><xad:SigningTime>2026-11-24T09:00:00Z</xad:SigningTime>` +
    `<xad:SigningCertificate><xad:Cert>${named}</xad:Cert></xad:SigningCertificate>${policyText}${roleText}` +
    `</xad:SignedSignatureProperties></xad:SignedProperties></xad:QualifyingProperties></ds:Object>`
  );
}

/** Fills the digests and value of the signature called `id` in a file. */
export function signXml(file: string, signer: SigningKey, id = 'S1', content?: Uint8Array): string {
  const encoding = /encoding="ISO-8859-1"/i.test(file) ? 'latin1' : 'utf8';
  const place = (text: string) => {
    const document = parseXml(Buffer.from(text, encoding));
    const all = [document.root, ...document.root.descendants()];
    const signature = all.find(
      (node): node is XmlElement =>
        node instanceof XmlElement && node.is(dsig, 'Signature') && node.attribute('Id') === id,
    );
    if (!signature?.elements[0]) throw new Error(`No signature ${id}`);
    return { document, signature, info: signature.elements[0] };
  };
  let signed = file;
  const { document, signature, info } = place(file);
  const start = file.indexOf(`<ds:Signature xmlns:ds="${dsig}" Id="${id}">`);
  let at = start;
  for (const reference of info.all(dsig, 'Reference')) {
    const { octets } = checkReference(reference, { document, signature, content });
    const digest = createHash(digestMethod(reference.one(dsig, 'DigestMethod')))
      .update(octets)
      .digest('base64');
    at = signed.indexOf('<ds:DigestValue></ds:DigestValue>', at) + '<ds:DigestValue>'.length;
    signed = signed.slice(0, at) + digest + signed.slice(at);
  }
  const filled = place(signed).info;
  const method = filled.one(dsig, 'CanonicalizationMethod');
  const how = method && canonicalMethod(method);
  if (!how) throw new Error('No canonicalisation');
  const octets = canonicalize({ apex: filled, comments: true, excluded: new Set() }, how);
  const dsaEncoding = signer.key.asymmetricKeyType === 'ec' ? ({ dsaEncoding: 'ieee-p1363' } as const) : {};
  const value = sign('sha256', octets, { key: signer.key, ...dsaEncoding }).toString('base64');
  const empty = `<ds:SignatureValue Id="${id}-value">`;
  at = signed.indexOf(empty, start) + empty.length;
  return signed.slice(0, at) + value + signed.slice(at);
}
