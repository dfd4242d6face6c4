import type { Certificate } from '#src/trust/certificate.js';
import { servicePurposes, serviceTypes } from './list-anchors.js';
import { meets } from './list-criteria.js';
import type { ServicePeriod, TrustedList } from './trusted-list.js';

/** What a trusted list makes of a certificate for electronic signatures; undefined where it can't be told. */
export interface Qualification {
  readonly qualified: boolean | undefined;
  readonly onQualifiedDevice: boolean | undefined;
}

const granted = 'http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/granted';
const information = 'http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/';

/**
 * Whether a certificate is qualified for signatures, at the time it was issued and at `at`, by what the list says
 * of the service that issued it (after ETSI TS 119 615 §4.4): the service was granted as CA/QC for signatures at
 * both times, and the certificate declares itself qualified, unless the service's qualifiers say otherwise.
 */
export function qualificationIn(
  list: TrustedList,
  certificate: Certificate,
  /** The issuing authority, as found by `validatePath`. */
  issuer: Certificate,
  at: Date,
): Qualification {
  const services = list.services.filter(({ certificates }) =>
    certificates.some(
      ({ subject, publicKey }) =>
        subject.key === issuer.subject.key && publicKey.fingerprint === issuer.publicKey.fingerprint,
    ),
  );
  const found = services.map(({ periods }) => {
    const times = [certificate.notBefore, at].map((time) => periodAt(periods, time));
    return times.map((period) => (period ? judge(certificate, period) : none)).reduce(both);
  });
  return found.reduce(either, none);
}

const none: Qualification = { qualified: false, onQualifiedDevice: false };

function periodAt(periods: readonly ServicePeriod[], at: Date): ServicePeriod | undefined {
  return periods.find(
    ({ type, status, since, until, purposes }) =>
      since <= at &&
      (!until || at < until) &&
      type === serviceTypes.qualifiedCertificates &&
      status === granted &&
      purposes.includes(servicePurposes.signatures),
  );
}

function judge(certificate: Certificate, period: ServicePeriod): Qualification {
  const own = certificate.known.qualified;
  const said = (...names: string[]): boolean | undefined => {
    const concerned = period.qualifications.filter(({ qualifiers }) =>
      names.some((name) => qualifiers.includes(`${information}${name}`)),
    );
    const results = concerned.map(({ criteria }) => meets(certificate, criteria));
    return results.includes(true) ? true : results.includes(undefined) ? undefined : false;
  };
  const isForSigning = own !== undefined && (own.types.length === 0 || own.types.includes('esign'));
  const qualified = decide(own?.qualified === true, said('QCStatement'), said('NotQualified'));
  const signing = decide(isForSigning, said('QCForESig'), said('QCForESeal', 'QCForWSA'));
  const device = decide(
    own?.qscd === true,
    said('QCWithQSCD', 'QCWithSSCD', 'QCQSCDManagedOnBehalf'),
    said('QCNoQSCD', 'QCNoSSCD'),
  );
  return {
    qualified: allOf(qualified, signing),
    onQualifiedDevice: allOf(qualified, signing, device),
  };
}

/** What the certificate declares, unless the list says yes or no of it. */
function decide(declared: boolean, yes: boolean | undefined, no: boolean | undefined): boolean | undefined {
  if (no === true) return false;
  if (no === undefined || yes === undefined) return undefined;
  return yes || declared;
}

function allOf(...results: (boolean | undefined)[]): boolean | undefined {
  if (results.includes(false)) return false;
  return results.includes(undefined) ? undefined : true;
}

function both(a: Qualification, b: Qualification): Qualification {
  return {
    qualified: allOf(a.qualified, b.qualified),
    onQualifiedDevice: allOf(a.onQualifiedDevice, b.onQualifiedDevice),
  };
}

function either(a: Qualification, b: Qualification): Qualification {
  const one = (x: boolean | undefined, y: boolean | undefined): boolean | undefined =>
    x || y ? true : x === undefined || y === undefined ? undefined : false;
  return {
    qualified: one(a.qualified, b.qualified),
    onQualifiedDevice: one(a.onQualifiedDevice, b.onQualifiedDevice),
  };
}
