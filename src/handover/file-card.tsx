import type { Person } from '#src/platform/acts/actor.js';
import type { Database } from '#src/platform/database/database.js';
import { longDate } from '#src/platform/french/french.js';
import { Card, type Html, Summary, type SummaryRow } from '#src/platform/ui/index.js';
import { type FileFacts, partiesOnFile } from '#src/registration/index.js';
import { recordsOfFile } from './face-to-face/record-store.js';
import { StateTag } from './order-card.js';
import { handoverPaths } from './paths.js';
import { openVisitOf } from './visits/visit-store.js';
import { whenAndLong } from './visits/visit-words.js';

/** The visit that a file is in, and the records of its face-to-face, for the page of the file. */
export async function fileVisitCard(db: Database, file: FileFacts, actor: Person): Promise<Html | null> {
  if (partiesOnFile(file, actor).length === 0) return null;
  const visit = await openVisitOf(db, file.id);
  const records = await recordsOfFile(db, file.id);
  const page = <a href={handoverPaths.ofFile(file.id)}>Tout le rendez-vous</a>;
  const rows: SummaryRow[] = [
    ...(visit?.starts_at ? [{ label: 'Quand', value: whenAndLong(visit.starts_at, visit.minutes) }] : []),
    ...(visit ? [{ label: 'Lieu', value: visit.place }] : []),
    ...records.map((record) => ({
      label: record.outcome === 'handed-over' ? 'Clé remise' : 'Données refusées',
      value: record.pdf_file_id ? (
        <>
          {longDate(record.at)},{' '}
          <a href={handoverPaths.record(file.id, record.number)}>procès-verbal {record.number} (PDF)</a>
        </>
      ) : (
        longDate(record.at)
      ),
    })),
  ];
  if (rows.length === 0) return null;
  return (
    <Card title="Rendez-vous et remise" aside={visit && <StateTag state={visit.state} />} actions={page}>
      <Summary rows={rows} />
    </Card>
  );
}
