import type { HandoverRecordData } from './handover-record.js';

export function handoverRecord(): HandoverRecordData {
  const heldAt = new Date('2026-12-02T09:30:00Z');
  return {
    reference: 'R-2026-0088',
    test: true,
    subtitle: 'Remise en face-à-face d’un certificat électronique',
    deliveryCentre: { name: 'CDG 35' },
    heldAt,
    place: 'à la mairie d’Exemple-sur-Vilaine',
    officer: { name: 'Rozenn Corre', role: 'agente de délivrance' },
    holder: {
      name: 'Gwenaëlle Kerbellec',
      role: 'directrice générale des services',
      email: 'gwenaelle.kerbellec@exemple.fr',
    },
    organisation: { name: 'Commune d’Exemple-sur-Vilaine', siret: '99999999800019' },
    orderReference: '2026-35-0142',
    fileReference: 'D-2026-35-0142-1',
    token: { serial: 'USB-7731-0042-9F', model: 'Clé cryptographique USB' },
    certificate: {
      serial: '1A:5F:00:9C:7E:42:D0:3B:88:11:C4:6A:F2:05:9E:77',
      subject:
        'CN=Gwenaëlle KERBELLEC TEST,SN=KERBELLEC,GN=Gwenaëlle,OU=0002 999999998,O=Commune d’Exemple-sur-Vilaine,C=FR',
      issuer: 'CN=AC TEST Deux étoiles,O=Simulateur,C=FR',
      validFrom: new Date('2026-11-30T23:00:00Z'),
      validUntil: new Date('2029-11-30T22:59:59Z'),
      usages: ['authentification pour la télétransmission des actes', 'signature des actes'],
    },
    identityDocument: { kind: 'carte nationale d’identité', lastFour: '4T7K', expiresOn: '2031-05-14' },
    checks: [
      { label: 'la personne présente est celle de la pièce d’identité', done: true },
      { label: 'la pièce d’identité est en cours de validité', done: true },
      { label: 'le numéro de série de la clé est celui du dossier', done: true },
      { label: 'le certificat a été lu sur la clé et montré au titulaire', done: true },
    ],
    conditions: [
      { text: 'Conditions générales d’utilisation du certificat', version: '4.2', acceptedAt: heldAt },
    ],
    decision: { kind: 'accepted' },
    secretStatement:
      'Le code d’activation est parvenu au titulaire par une autre voie. Il n’est connu ni de l’agent de délivrance ni de ce service, et n’a été ni demandé ni noté.',
    statements: [
      {
        who: 'Le titulaire',
        name: 'Gwenaëlle Kerbellec',
        text: 'déclare avoir reçu la clé, vérifié les données du certificat et accepté les conditions.',
        at: heldAt,
        method: 'saisi en sa présence, confirmé par code à usage unique',
      },
      {
        who: 'L’agent de délivrance',
        name: 'Rozenn Corre',
        text: 'déclare avoir vérifié l’identité du titulaire en face-à-face et remis la clé.',
        at: heldAt,
        method: 'session ouverte à son nom',
      },
    ],
    copies: 'Un exemplaire au titulaire, à la collectivité et à Mégalis Bretagne.',
  };
}
