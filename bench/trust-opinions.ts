import { spawnSync } from 'node:child_process';
import { webcrypto } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as pkijs from 'pkijs';
import { writePem } from '#src/trust/index.js';

/** A path in bytes, whoever judges it. */
export interface OpinionCase {
  readonly anchors: readonly Uint8Array[];
  readonly untrusted: readonly Uint8Array[];
  readonly leaf: Uint8Array;
  /** Undefined: revocation is not asked. */
  readonly crls: readonly Uint8Array[] | undefined;
  readonly at: Date;
  readonly policies: readonly string[];
  readonly flags: readonly string[];
}

/** What openssl says: with CRLs checked for the whole chain, extended CRLs and deltas used. */
export function askOpenssl(one: OpinionCase): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'opinion-'));
  try {
    const file = (name: string, label: string, list: readonly Uint8Array[]): string => {
      writeFileSync(join(folder, name), list.map((der) => writePem(label, der)).join(''));
      return join(folder, name);
    };
    const args = [
      'verify',
      '-attime',
      String(Math.floor(one.at.getTime() / 1000)),
      '-no-CApath',
      '-no-CAstore',
    ];
    args.push('-policy_check');
    args.push('-auth_level', '0', '-CAfile', file('anchors', 'CERTIFICATE', one.anchors));
    if (one.untrusted.length > 0) args.push('-untrusted', file('untrusted', 'CERTIFICATE', one.untrusted));
    if (one.crls) args.push('-crl_check_all', '-extended_crl', '-use_deltas');
    if (one.crls?.length) args.push('-CRLfile', file('crls', 'X509 CRL', one.crls));
    for (const policy of one.policies) args.push('-policy', policy);
    if (one.flags.includes('explicit')) args.push('-explicit_policy');
    if (one.flags.includes('inhibitmap')) args.push('-inhibit_map');
    if (one.flags.includes('inhibitany')) args.push('-inhibit_any');
    return spawnSync('openssl', [...args, file('leaf', 'CERTIFICATE', [one.leaf])]).status === 0;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What pkijs's chain engine says. */
export async function askPkijs(one: OpinionCase): Promise<boolean> {
  const { subtle } = webcrypto;
  pkijs.setEngine(
    'node',
    new pkijs.CryptoEngine({ name: 'node', crypto: webcrypto as never, subtle: subtle as never }),
  );
  try {
    const engine = new pkijs.CertificateChainValidationEngine({
      trustedCerts: one.anchors.map((der) => pkijs.Certificate.fromBER(der)),
      certs: [...one.untrusted, one.leaf].map((der) => pkijs.Certificate.fromBER(der)),
      crls: (one.crls ?? []).map((der) => pkijs.CertificateRevocationList.fromBER(der)),
      checkDate: one.at,
    });
    const { result } = await engine.verify({
      initialPolicySet: one.policies.length > 0 ? [...one.policies] : ['2.5.29.32.0'],
      initialExplicitPolicy: one.flags.includes('explicit'),
      initialPolicyMappingInhibit: one.flags.includes('inhibitmap'),
      initialInhibitPolicy: one.flags.includes('inhibitany'),
    });
    return result;
  } catch {
    return false;
  }
}
