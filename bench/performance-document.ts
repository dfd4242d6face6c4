import { asMarkdown, type Report, tablesOf } from './report.js';

/** `docs/performance.md`: the figures of one run, and how to read them. */
export function performanceDocument(report: Report): string {
  const day = report.at.toISOString().slice(0, 16).replace('T', ' ');
  const [before, after] = report.load;
  // The load at the end is the measuring itself; the one before it is what came before, or others'.
  const busy =
    before > 2
      ? ' **La machine venait d’être occupée, ou l’était encore** : débits, p50, p95 et démarrages peuvent être bien plus mauvais que sur une machine au calme ; les temps de processeur en souffrent moins, et les rapports, pris à tour de rôle, le moins.'
      : '';
  return `# Les mesures

Écrites par \`npm run bench -- --write-docs\` au cours d’un seul passage ; imprimées, jamais exigées par un test.

- Machine : ${report.machine}.
- Date : ${day} UTC ; le passage a duré ${report.seconds.toFixed(0)} s.
- Charge de la machine (sur une minute) : ${before.toFixed(1)} au début, ${after.toFixed(1)} à la fin.${busy}

Comment on mesure : le produit tourne depuis ses sources dans un processus à lui (compilé, pour les démarrages), sur un PostgreSQL privé en mémoire. Le serveur
nu n’est que \`node:http\` et \`pg\` : il renvoie à la base les requêtes SQL mêmes que le produit vient d’envoyer
(enregistrées, puis répétées avec d’autres identifiants) et met les lignes dans une chaîne. Il ne connaît ni session, ni
règle, ni mise en page : le rapport dit ce qu’elles coûtent. Les passes alternent ; les chiffres sont les médianes des
passes. Le temps de processeur se lit dans \`/proc\`, pour PostgreSQL sur tous ses processus. Pendant la mesure, les
travaux sont écrits et non exécutés.

${tablesOf(report).map(asMarkdown).join('\n')}`;
}
