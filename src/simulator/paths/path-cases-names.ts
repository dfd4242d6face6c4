import { distinguishedName } from '#src/simulator/authority/certificate-builder.js';
import {
  alternativeNames,
  generalName as name,
  nameConstraints,
} from '#src/simulator/authority/extensions.js';
import type { PathCase } from './path-cases.js';
import { certify, type Party, party } from './workshop.js';

const root = party('Racine');
const middle = party('Intermédiaire');
const holder = party('Titulaire');
const anchor = certify({ by: root, to: root });

type Trees = Parameters<typeof nameConstraints>[0];

function constrained(
  id: string,
  holds: boolean,
  trees: Trees,
  names: Uint8Array[],
  subject: Party = holder,
): PathCase {
  return {
    id: `names-${id}`,
    expected: holds ? 'ok' : 'name-constraints',
    anchor,
    untrusted: [certify({ by: root, to: middle, extensions: [nameConstraints(trees)] })],
    leaf: certify({
      by: middle,
      to: subject,
      authority: false,
      extensions: names.length > 0 ? [alternativeNames(...names)] : [],
    }),
  };
}

const directory = (...organizations: string[]): Uint8Array =>
  name.directory(
    distinguishedName([
      ['2.5.4.6', 'FR', 'printable'],
      ...organizations.map((organization) => ['2.5.4.10', organization] as const),
    ]),
  );
const mailing: Party = {
  ...holder,
  name: distinguishedName([
    ['2.5.4.3', 'TEST Titulaire'],
    ['1.2.840.113549.1.9.1', 'titulaire@autre.exemple.fr'],
  ]),
};
const host = [name.dns('exemple.fr')];

/** Name constraints of each form: RFC 5280 §4.2.1.10 and §6.1.3 b, c. */
export function nameCases(): PathCase[] {
  return [
    constrained('directory-permitted', true, { permitted: [directory('TEST Atelier')] }, []),
    constrained('directory-folded', true, { permitted: [directory(' test  ATELIER')] }, []),
    constrained('directory-outside', false, { permitted: [directory('TEST Autre')] }, []),
    constrained('directory-excluded', false, { excluded: [directory('TEST Atelier')] }, []),
    constrained('directory-not-excluded', true, { excluded: [directory('TEST Autre')] }, []),
    constrained('dns-same', true, { permitted: host }, [name.dns('EXEMPLE.fr')]),
    constrained('dns-below', true, { permitted: host }, [name.dns('a.b.exemple.fr')]),
    constrained('dns-lookalike', false, { permitted: host }, [name.dns('faux-exemple.fr')]),
    constrained('dns-one-of-two', false, { permitted: host }, [
      name.dns('exemple.fr'),
      name.dns('exemple.com'),
    ]),
    constrained('dns-excluded-below', false, { excluded: host }, [name.dns('a.exemple.fr')]),
    constrained('dns-other-form', true, { permitted: host }, [name.email('a@autre.test')]),
    constrained('email-host', true, { permitted: [name.email('exemple.fr')] }, [name.email('a@exemple.fr')]),
    constrained('email-subdomain', false, { permitted: [name.email('exemple.fr')] }, [
      name.email('a@b.exemple.fr'),
    ]),
    constrained('email-domain', true, { permitted: [name.email('.exemple.fr')] }, [
      name.email('a@b.exemple.fr'),
    ]),
    constrained('email-mailbox', false, { permitted: [name.email('a@exemple.fr')] }, [
      name.email('b@exemple.fr'),
    ]),
    constrained('email-in-subject', false, { permitted: [name.email('exemple.fr')] }, [], mailing),
    constrained('uri-host', true, { permitted: [name.uri('exemple.fr')] }, [
      name.uri('https://exemple.fr:8443/x'),
    ]),
    constrained('uri-below', false, { permitted: [name.uri('exemple.fr')] }, [
      name.uri('https://a.exemple.fr/'),
    ]),
    constrained('uri-domain', true, { permitted: [name.uri('.exemple.fr')] }, [
      name.uri('https://a.exemple.fr/'),
    ]),
    constrained('uri-user-trick', false, { permitted: [name.uri('exemple.fr')] }, [
      name.uri('https://exemple.fr@autre.test/'),
    ]),
    constrained('uri-without-host', false, { excluded: [name.uri('exemple.fr')] }, [name.uri('urn:a:b')]),
    constrained('ip-inside', true, { permitted: [name.ip(10, 1, 0, 0, 255, 255, 0, 0)] }, [
      name.ip(10, 1, 2, 3),
    ]),
    constrained('ip-outside', false, { permitted: [name.ip(10, 1, 0, 0, 255, 255, 0, 0)] }, [
      name.ip(10, 2, 2, 3),
    ]),
    constrained('ip-bad-mask', false, { permitted: [name.ip(10, 1, 0, 0)] }, [name.ip(10, 1, 2, 3)]),
  ];
}
