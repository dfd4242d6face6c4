import type { Shell } from '#src/platform/ui/index.js';

export const now = new Date('2026-11-24T09:00:00Z');

/** The surroundings of the gallery's pages: invented people of an invented day. */
export function shell(scheme: Shell['scheme'], current: string): Shell {
  const item = (label: string, count?: number) => ({ label, href: '#', count, current: label === current });
  return {
    home: '/',
    nav: [item('À faire', 2), item('Commandes'), item('Certificats'), item('Aide et guides')],
    person: {
      name: 'Nolwenn Le Test',
      body: 'Commune d’Acigné',
      links: [
        { label: 'Mon compte', href: '#' },
        { label: 'Mes rôles', href: '#' },
      ],
      signOut: '/deconnexion',
    },
    banner: (
      <>
        <strong>Démonstration.</strong> Personnes inventées, certificats marqués TEST.{' '}
        <a href="/personnages">Changer de personnage</a> · <a href="/courrier">Lire le courrier</a>
      </>
    ),
    footer: {
      links: [
        { label: 'Accessibilité : partiellement conforme', href: '#' },
        { label: 'Données personnelles', href: '#' },
        { label: 'Mentions légales', href: '#' },
      ],
      contact: 'Une question ? Mégalis Bretagne, 02 61 91 00 00, du lundi au vendredi, 9 h – 17 h',
    },
    scheme,
  };
}
