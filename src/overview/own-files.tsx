import { certificatePaths } from '#src/lifetime/index.js';
import type { Person } from '#src/platform/acts/actor.js';
import type { Database } from '#src/platform/database/database.js';
import { Card, type Html, type NavItem } from '#src/platform/ui/index.js';
import {
  certificateTable,
  type FileFacts,
  filePaths,
  filesOfHolder,
  fileTable,
} from '#src/registration/index.js';

/**
 * The files of which the person is the holder, the last one first: how a lost key is found again by who signs in with
 * their address alone.
 */
export function ownFiles(db: Database, actor: Person): Promise<FileFacts[]> {
  return filesOfHolder(db, actor.email);
}

const ofOrganisations = ['correspondent', 'certification-agent'];

/** The same for the menu; not asked for officers, whose every page would pay for it: their first page has them. */
export async function filesInMenu(db: Database, actor: Person): Promise<FileFacts[]> {
  return actor.roles.every(({ part }) => ofOrganisations.includes(part)) ? ownFiles(db, actor) : [];
}

/** A certificate has a page once it is issued. */
function certificateHref(file: FileFacts): string | undefined {
  return file.certificate_id && file.certificate_serial
    ? certificatePaths.certificate(file.certificate_id)
    : undefined;
}

/** « Mon dossier » and « Mon certificat » of the last file, in the menu of its holder. */
export function ownPages(files: readonly FileFacts[], path: string): NavItem[] {
  const [latest] = files;
  if (!latest) return [];
  const certificate = files.map(certificateHref).find((href) => href !== undefined);
  const mine = filePaths.mine(latest.id);
  return [
    { label: 'Mon dossier', href: mine, current: path.startsWith(filePaths.latest) },
    ...(certificate
      ? [{ label: 'Mon certificat', href: certificate, current: path.startsWith(certificate) }]
      : []),
  ];
}

/** On the first page, every file of the holder and its certificate, finished ones too. */
export function OwnFiles({ files }: { files: readonly FileFacts[] }): Html | null {
  if (files.length === 0) return null;
  return (
    <Card
      title={files.length === 1 ? 'Votre dossier et votre certificat' : 'Vos dossiers et vos certificats'}
    >
      <ul class="ds-list">
        {files.map((file) => (
          <OwnFile file={file} />
        ))}
      </ul>
      {files.some((file) => file.certificate_state === 'live') && (
        <p class="soft">Clé perdue ou volée ? La page du certificat permet de le suspendre aussitôt.</p>
      )}
    </Card>
  );
}

function OwnFile({ file }: { file: FileFacts }): Html {
  const certificate = certificateHref(file);
  const which = (
    <span class="ds-sr-only">
      , {file.organisation_name}, commande {file.order_number}
    </span>
  );
  return (
    <li>
      {file.organisation_name}, commande {file.order_number}
      <br />
      <a href={filePaths.mine(file.id)}>Mon dossier{which}</a> : {fileTable.words[file.state]}
      {certificate && file.certificate_state && (
        <>
          <br />
          <a href={certificate}>Mon certificat{which}</a> : {certificateTable.words[file.certificate_state]}
        </>
      )}
    </li>
  );
}
