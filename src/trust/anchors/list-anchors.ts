import { anchorLabel, type TrustAnchor } from './anchor.js';
import type { TrustedList } from './trusted-list.js';

const types = 'http://uri.etsi.org/TrstSvc/Svctype/';
const statuses = 'http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/';
const information = 'http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/';

/** Service types of ETSI TS 119 612 §5.5.1 that the product asks for. */
export const serviceTypes = {
  qualifiedCertificates: `${types}CA/QC`,
  certificates: `${types}CA/PKC`,
  qualifiedTimestamps: `${types}TSA/QTST`,
  timestamps: `${types}TSA`,
} as const;

export const servicePurposes = {
  signatures: `${information}ForeSignatures`,
  seals: `${information}ForeSeals`,
} as const;

/** Statuses under which a service is believed; the older ones date from before eIDAS (TS 119 612 annex). */
const believedStatuses: readonly string[] = [
  `${statuses}granted`,
  `${statuses}recognisedatnationallevel`,
  `${statuses}undersupervision`,
  `${statuses}supervisionincessation`,
  `${statuses}accredited`,
];

interface ServiceFilter {
  readonly types: readonly string[];
  /** At least one of these purposes; absent: any or none. */
  readonly purposes?: readonly string[];
  /** Believed statuses unless told. */
  readonly statuses?: readonly string[];
  /** The time judged. */
  readonly at: Date;
}

/**
 * Anchors that a trusted list gives at a time: the certificates of services that then had one of the types, one
 * of the purposes and a believed status. Each is believed for as long as that status lasts.
 */
export function anchorsOfList(list: TrustedList, filter: ServiceFilter): TrustAnchor[] {
  const believed = filter.statuses ?? believedStatuses;
  return list.services.flatMap(({ provider, name, certificates, periods }) => {
    const period = periods.find(({ since, until }) => since <= filter.at && (!until || filter.at < until));
    const fits =
      period &&
      filter.types.includes(period.type) &&
      believed.includes(period.status) &&
      (!filter.purposes || filter.purposes.some((purpose) => period.purposes.includes(purpose)));
    if (!fits) return [];
    return certificates.map(
      (certificate): TrustAnchor => ({
        certificate,
        label: [provider, name || anchorLabel(certificate)].filter(Boolean).join(' — '),
        source: 'list',
        since: period.since,
        until: period.until,
      }),
    );
  });
}
