import type { FileVisitView } from '#src/handover/appointments/file-visit-view.js';
import { handoverPaths } from '#src/handover/paths.js';
import { longDate } from '#src/platform/french/french.js';
import { Card, type Html } from '#src/platform/ui/index.js';
import { SealWords } from '#src/seals/index.js';

/** The records of this holder’s handovers, and the seal of each. */
export function RecordsCard({ view }: { view: FileVisitView }): Html {
  return (
    <Card title="Procès-verbaux">
      <ul class="ds-list">
        {view.records.map((record) => (
          <li>
            {record.pdf_file_id ? (
              <a href={handoverPaths.record(view.file.id, record.number)}>
                {record.outcome === 'handed-over' ? 'Remise' : 'Refus des données'}, {record.number} (PDF)
              </a>
            ) : (
              `${record.number}, en préparation`
            )}{' '}
            du {longDate(record.at)}
            <SealWords
              state={view.seals.get(record.pdf_file_id ?? '')}
              now={view.now}
              tellsFailure={view.parties.includes('delivery-officer')}
            />
          </li>
        ))}
      </ul>
    </Card>
  );
}
