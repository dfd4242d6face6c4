import type { Variable } from './environment.js';

interface ConfigReferenceRow {
  name: Variable;
  default: string;
  /** French, for `--help` and the README. */
  explanation: string;
}

const rows: Record<Variable, [byDefault: string, explanation: string]> = {
  PORT: ['3000', 'Port d’écoute.'],
  HOST: ['127.0.0.1', 'Adresse d’écoute\u202f; 0.0.0.0 pour toutes.'],
  BASE_URL: [
    'http://localhost:PORT',
    'Adresse publique, telle que les courriels la citent. Obligatoire et en https en production.',
  ],
  BEHIND_PROXY: [
    'non',
    'Oui quand un serveur mandataire (celui qui porte le https) écrit l’adresse du visiteur dans X-Forwarded-For, non quand on atteint le service directement : d’elle dépend le nombre de codes demandés et essayés. Obligatoire en production.',
  ],
  DATA_DIR: [
    '.data dans le dossier du programme, ou à défaut un dossier propre à cette installation',
    'Dossier de la base de données fournie, des fichiers et du secret\u202f: chemin complet.',
  ],
  DATABASE_URL: [
    'PostgreSQL fourni, dans DATA_DIR',
    'Adresse d’un serveur PostgreSQL 16 ou plus récent, postgresql://compte:motdepasse@serveur/base.',
  ],
  SMTP_URL: [
    'aucun\u202f: la démonstration garde les courriels dans la base',
    'Serveur d’envoi des courriels, smtps://compte:motdepasse@serveur:465. Obligatoire en production.',
  ],
  MAIL_FROM: ['Clé en main <ne-pas-repondre@domaine de BASE_URL>', 'Expéditeur des courriels.'],
  SECRET: [
    'tiré au hasard au premier démarrage, gardé dans DATA_DIR',
    'Au moins 32 caractères, qui protègent les sessions. Obligatoire en production.',
  ],
  SEAL_P12: [
    'aucun\u202f: les documents ne sont pas scellés\u202f; la démonstration a le sien, marqué TEST',
    'Fichier PKCS#12 (clé, certificat et autorités) du cachet électronique des documents\u202f: chemin complet.',
  ],
  SEAL_PASSWORD: ['aucun', 'Mot de passe du fichier de SEAL_P12.'],
  TIMESTAMP_URL: [
    'aucune\u202f; celle de la démonstration est simulée',
    'Autorité d’horodatage (RFC 3161), pour les cachets et les têtes du journal. Obligatoire avec SEAL_P12.',
  ],
  DEMONSTRATION: [
    'oui, sauf en production',
    'Territoire et personnes de démonstration, oui ou non. Refusée en production.',
  ],
  DEMONSTRATION_ORDERS: ['200', 'Commandes inventées par la démonstration, 0 pour n’avoir que les vôtres.'],
  CLOCK_AHEAD: [
    '0',
    'Avance de l’horloge en secondes, pour essayer une échéance ou un rendez-vous. Refusée en production.',
  ],
  NODE_ENV: ['development', 'development, test ou production.'],
  LOG_LEVEL: ['info', 'Détail du journal technique\u202f: fatal, error, warn, info, debug, trace ou silent.'],
};

/** Every variable of the environment, most useful first. */
export const configReference: readonly ConfigReferenceRow[] = Object.entries(rows).map(
  ([name, [byDefault, explanation]]) => ({ name: name as Variable, default: byDefault, explanation }),
);
