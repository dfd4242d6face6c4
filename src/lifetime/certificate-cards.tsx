import type { Person } from '#src/platform/acts/actor.js';
import type { Database } from '#src/platform/database/database.js';
import { Card, type Html, Summary } from '#src/platform/ui/index.js';
import { holderName } from '#src/registration/index.js';
import { StateTag, validity } from './certificate-words.js';
import { certificatePaths } from './paths.js';
import { certificatesSeen } from './store.js';

/** The certificate of a file, for whoever may open its page; the one before it where it was made anew. */
export async function certificateOfFile(
  db: Database,
  file: { readonly id: string; readonly order_id: string },
  actor: Person,
): Promise<Html | null> {
  const [latest] = await certificatesSeen(db, actor, { order: file.order_id, file: file.id });
  if (!latest) return null;
  return (
    <Card
      title="Certificat"
      aside={<StateTag state={latest.state} />}
      actions={<a href={certificatePaths.certificate(latest.id)}>Tout le certificat</a>}
    >
      <Summary
        rows={[
          { label: 'Valable', value: validity(latest) },
          { label: 'Numéro de série', value: <code>{latest.serial}</code> },
        ]}
      />
    </Card>
  );
}

/** The certificates of an order's holders, for its page; null where none is issued yet or none is the viewer's to see. */
export async function certificatesOfOrder(
  db: Database,
  orderId: string,
  actor: Person,
): Promise<Html | null> {
  const certificates = await certificatesSeen(db, actor, { order: orderId });
  if (certificates.length === 0) return null;
  return (
    <Card title="Certificats">
      <ul class="ds-list">
        {certificates.map((each) => (
          <li>
            <a href={certificatePaths.certificate(each.id)}>
              {holderName(each)}
              <span class="ds-sr-only">, certificat {each.serial}</span>
            </a>{' '}
            <StateTag state={each.state} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
