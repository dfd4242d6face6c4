import { type Certificate, readCertificate } from '#src/trust/certificate.js';
import { base64 } from '#src/trust/xml/algorithms.js';
import { type XmlElement, xmlNamespace } from '#src/trust/xml/nodes.js';
import { qualificationNamespace, readQualification, type ServiceQualification } from './list-criteria.js';

/** A stretch of time during which a service had one status (ETSI TS 119 612 §5.5). */
export interface ServicePeriod {
  /** Service type URI, such as `…/Svctype/CA/QC`. */
  readonly type: string;
  /** Status URI, such as `…/Svcstatus/granted`. */
  readonly status: string;
  readonly since: Date;
  /** Start of the next status; undefined for the current one. */
  readonly until: Date | undefined;
  /** AdditionalServiceInformation URIs: for signatures, for seals, for web sites. */
  readonly purposes: readonly string[];
  /** What the list says of some of the service's certificates, beyond what they declare. */
  readonly qualifications: readonly ServiceQualification[];
}

export interface TrustedService {
  readonly provider: string;
  readonly name: string;
  readonly certificates: readonly Certificate[];
  /** Newest first. */
  readonly periods: readonly ServicePeriod[];
}

/** Another list that this one vouches for, with the certificates that may sign it. */
export interface ListPointer {
  readonly territory: string;
  readonly location: string;
  readonly signers: readonly Certificate[];
}

/** A trusted list, as read from a document whose signature has been verified. */
export interface TrustedList {
  readonly version: number;
  readonly sequence: number;
  readonly territory: string;
  readonly operator: string;
  readonly issued: Date;
  readonly nextUpdate: Date | undefined;
  readonly services: readonly TrustedService[];
  readonly pointers: readonly ListPointer[];
}

/** Namespace of trusted lists, the same for versions 5 and 6. */
export const listNamespace = 'http://uri.etsi.org/02231/v2#';

const all = (element: XmlElement | undefined, local: string): XmlElement[] =>
  element?.all(listNamespace, local) ?? [];
const at = (element: XmlElement | undefined, ...path: string[]): XmlElement | undefined =>
  path.reduce<XmlElement | undefined>((found, local) => all(found, local)[0], element);
const textOf = (element: XmlElement | undefined): string => element?.text.trim() ?? '';

/** Reads the root of a list; missing pieces are left empty, for a verdict to be made of the rest. */
export function readList(root: XmlElement): TrustedList {
  const scheme = at(root, 'SchemeInformation');
  return {
    version: Number(textOf(at(scheme, 'TSLVersionIdentifier'))),
    sequence: Number(textOf(at(scheme, 'TSLSequenceNumber'))),
    territory: textOf(at(scheme, 'SchemeTerritory')),
    operator: named(at(scheme, 'SchemeOperatorName')),
    issued: new Date(textOf(at(scheme, 'ListIssueDateTime'))),
    nextUpdate: toDate(at(scheme, 'NextUpdate', 'dateTime')),
    services: all(at(root, 'TrustServiceProviderList'), 'TrustServiceProvider').flatMap(readProvider),
    pointers: all(at(scheme, 'PointersToOtherTSL'), 'OtherTSLPointer').map(readPointer),
  };
}

function readProvider(provider: XmlElement): TrustedService[] {
  const name = named(at(provider, 'TSPInformation', 'TSPName'));
  return all(at(provider, 'TSPServices'), 'TSPService').map((service) => {
    const current = at(service, 'ServiceInformation');
    const history = all(at(service, 'ServiceHistory'), 'ServiceHistoryInstance');
    return {
      provider: name,
      name: named(at(current, 'ServiceName')),
      certificates: certificatesOf(at(current, 'ServiceDigitalIdentity')),
      periods: readPeriods([...(current ? [current] : []), ...history]),
    };
  });
}

/** Statuses sorted newest first, each ending where the next begins. */
function readPeriods(instances: readonly XmlElement[]): ServicePeriod[] {
  const starts = instances
    .flatMap((instance) => {
      const since = toDate(at(instance, 'StatusStartingTime'));
      return since ? [{ instance, since }] : [];
    })
    .toSorted((a, b) => b.since.getTime() - a.since.getTime());
  return starts.map(({ instance, since }, i) => ({
    type: textOf(at(instance, 'ServiceTypeIdentifier')),
    status: textOf(at(instance, 'ServiceStatus')),
    since,
    until: starts[i - 1]?.since,
    ...readExtensions(all(at(instance, 'ServiceInformationExtensions'), 'Extension')),
  }));
}

function readExtensions(
  extensions: readonly XmlElement[],
): Pick<ServicePeriod, 'purposes' | 'qualifications'> {
  return {
    purposes: extensions
      .flatMap((extension) => all(extension, 'AdditionalServiceInformation'))
      .map((information) => textOf(at(information, 'URI'))),
    qualifications: extensions
      .flatMap((extension) => extension.all(qualificationNamespace, 'Qualifications'))
      .flatMap((one) => one.all(qualificationNamespace, 'QualificationElement'))
      .map(readQualification),
  };
}

function readPointer(pointer: XmlElement): ListPointer {
  const information = all(at(pointer, 'AdditionalInformation'), 'OtherInformation');
  const territory = information.map((one) => textOf(at(one, 'SchemeTerritory'))).find((text) => text !== '');
  return {
    territory: territory ?? '',
    location: textOf(at(pointer, 'TSLLocation')),
    signers: all(at(pointer, 'ServiceDigitalIdentities'), 'ServiceDigitalIdentity').flatMap(certificatesOf),
  };
}

/** Certificates of a digital identity; one that can't be read identifies nobody and is left out. */
function certificatesOf(identity: XmlElement | undefined): Certificate[] {
  return all(identity, 'DigitalId')
    .flatMap((id) => all(id, 'X509Certificate'))
    .flatMap((one) => {
      try {
        return [readCertificate(base64(textOf(one)))];
      } catch {
        return [];
      }
    });
}

/** A name in French, else in English, else in the first language there is. */
function named(element: XmlElement | undefined): string {
  const names = all(element, 'Name');
  const language = (one: XmlElement): string | undefined =>
    one.attributes.find(({ namespace, local }) => namespace === xmlNamespace && local === 'lang')?.value;
  const chosen =
    names.find((one) => language(one) === 'fr') ?? names.find((one) => language(one) === 'en') ?? names[0];
  return textOf(chosen);
}

function toDate(element: XmlElement | undefined): Date | undefined {
  const date = new Date(textOf(element));
  return element && !Number.isNaN(date.getTime()) ? date : undefined;
}
