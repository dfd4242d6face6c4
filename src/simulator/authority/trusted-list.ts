import { createHash, type KeyObject, sign } from 'node:crypto';

/** A status of a service and when it began. */
export interface ListedStatus {
  readonly type: string;
  readonly status: string;
  readonly since: Date;
  readonly purposes?: readonly string[];
  /** Qualifier (last part of its URI) said of the certificates of a policy. */
  readonly qualifier?: { readonly name: string; readonly policy: string };
}

export interface ListedService {
  readonly provider: string;
  readonly name: string;
  readonly certificate: Uint8Array;
  /** Newest first: the current status, then its history. */
  readonly statuses: readonly [ListedStatus, ...ListedStatus[]];
}

export interface ListContent {
  readonly version: 5 | 6;
  readonly issued: Date;
  readonly nextUpdate: Date;
  readonly services: readonly ListedService[];
}

interface ListSigner {
  readonly key: KeyObject;
  readonly certificate: Uint8Array;
}

const dsig = 'http://www.w3.org/2000/09/xmldsig#';
const listNamespace = 'http://uri.etsi.org/02231/v2#';
const qualifications = 'http://uri.etsi.org/TrstSvc/SvcInfoExt/eSigDir-1999-93-EC-TrustedList/#';
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';

/**
 * A trusted list in the form of ETSI TS 119 612, signed as a whole. It is written in canonical form from the
 * start, so that its digest owes nothing to the canonicalisation that judges it.
 */
export function writeTrustedList(content: ListContent, signer: ListSigner): string {
  const body = [
    `<TrustServiceStatusList xmlns="${listNamespace}" Id="liste">`,
    '<SchemeInformation>',
    element('TSLVersionIdentifier', String(content.version)),
    element('TSLSequenceNumber', '7'),
    '<SchemeOperatorName><Name xml:lang="fr">TEST Exploitant de la liste</Name></SchemeOperatorName>',
    element('SchemeTerritory', 'FR'),
    element('ListIssueDateTime', content.issued.toISOString()),
    `<NextUpdate>${element('dateTime', content.nextUpdate.toISOString())}</NextUpdate>`,
    '</SchemeInformation>',
    `<TrustServiceProviderList>${content.services.map(provider).join('')}</TrustServiceProviderList>`,
  ].join('\n');
  const end = '</TrustServiceStatusList>';
  const digest = createHash('sha256').update(`${body}${end}`).digest('base64');
  const info = signedInfo(digest);
  const value = sign('sha256', Buffer.from(info), { key: signer.key, dsaEncoding: 'ieee-p1363' });
  const certificate = Buffer.from(signer.certificate).toString('base64');
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    body,
    `<ds:Signature xmlns:ds="${dsig}">`,
    info.replace(` xmlns:ds="${dsig}"`, ''),
    `<ds:SignatureValue>${value.toString('base64')}</ds:SignatureValue>`,
    `<ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>`,
    '</ds:Signature>',
    end,
  ].join('');
}

function signedInfo(digest: string): string {
  return [
    `<ds:SignedInfo xmlns:ds="${dsig}">`,
    `<ds:CanonicalizationMethod Algorithm="${exclusive}"></ds:CanonicalizationMethod>`,
    '<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"></ds:SignatureMethod>',
    '<ds:Reference URI=""><ds:Transforms>',
    `<ds:Transform Algorithm="${dsig}enveloped-signature"></ds:Transform>`,
    `<ds:Transform Algorithm="${exclusive}"></ds:Transform>`,
    '</ds:Transforms>',
    '<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></ds:DigestMethod>',
    `<ds:DigestValue>${digest}</ds:DigestValue>`,
    '</ds:Reference></ds:SignedInfo>',
  ].join('');
}

function provider(service: ListedService): string {
  const [current, ...history] = service.statuses;
  const identity = `<ServiceDigitalIdentity><DigitalId>${element('X509Certificate', Buffer.from(service.certificate).toString('base64'))}</DigitalId></ServiceDigitalIdentity>`;
  const instance = (one: ListedStatus): string =>
    [
      element('ServiceTypeIdentifier', one.type),
      `<ServiceName><Name xml:lang="en">${escaped(service.name)} (en)</Name><Name xml:lang="fr">${escaped(service.name)}</Name></ServiceName>`,
      identity,
      element('ServiceStatus', one.status),
      element('StatusStartingTime', one.since.toISOString()),
      extensions(one),
    ].join('');
  return [
    `<TrustServiceProvider><TSPInformation><TSPName><Name xml:lang="fr">${escaped(service.provider)}</Name></TSPName></TSPInformation>`,
    `<TSPServices><TSPService><ServiceInformation>${instance(current)}</ServiceInformation>`,
    `<ServiceHistory>${history.map((one) => `<ServiceHistoryInstance>${instance(one)}</ServiceHistoryInstance>`).join('')}</ServiceHistory>`,
    '</TSPService></TSPServices></TrustServiceProvider>',
  ].join('');
}

function extensions({ purposes = [], qualifier }: ListedStatus): string {
  const list = purposes.map(
    (uri) =>
      `<Extension Critical="true"><AdditionalServiceInformation><URI xml:lang="en">${escaped(uri)}</URI></AdditionalServiceInformation></Extension>`,
  );
  if (qualifier) list.push(qualification(qualifier.name, qualifier.policy));
  return list.length > 0
    ? `<ServiceInformationExtensions>${list.join('')}</ServiceInformationExtensions>`
    : '';
}

function qualification(name: string, policy: string): string {
  return [
    `<Extension Critical="true"><sie:Qualifications xmlns:sie="${qualifications}"><sie:QualificationElement><sie:Qualifiers>`,
    `<sie:Qualifier uri="http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/${name}"></sie:Qualifier></sie:Qualifiers>`,
    '<sie:CriteriaList assert="all"><sie:KeyUsage><sie:KeyUsageBit name="nonRepudiation">true</sie:KeyUsageBit></sie:KeyUsage>',
    '<sie:PolicySet><sie:PolicyIdentifier><xades:Identifier xmlns:xades="http://uri.etsi.org/01903/v1.3.2#">',
    `${escaped(policy)}</xades:Identifier></sie:PolicyIdentifier></sie:PolicySet></sie:CriteriaList>`,
    '</sie:QualificationElement></sie:Qualifications></Extension>',
  ].join('');
}

function element(name: string, text: string): string {
  return `<${name}>${escaped(text)}</${name}>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
